package io.millrace.journal.contract;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.await;
import static io.millrace.journal.contract.Records.batch;
import static io.millrace.journal.contract.Records.channel;
import static io.millrace.journal.contract.Records.items;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.origin;
import static io.millrace.journal.contract.Records.payloads;
import static io.millrace.journal.contract.Records.readAll;
import static io.millrace.journal.contract.Records.records;
import static io.millrace.journal.contract.Records.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.journal.Admission;
import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalItem;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics.LaneStatistics;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Position;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the port promises, as tests. An engine's test class extends this and says how its journal is
 * opened. Nothing in here relies on one partition per lane, on offsets without holes, or on order
 * between sources.
 */
public abstract class JournalContract {
  /** Limits that the tests choose. */
  public record Limits(int maxRecordBytes, long maxWaitingBytes) {
    /** Room for everything. */
    public static final Limits WIDE = new Limits(1 << 20, 64 << 20);
  }

  private @Nullable Journal journal;

  /** Opens the journal of this test; later calls open the same one again. */
  protected abstract Journal open(Limits limits);

  /** Removes the oldest records of the lane, so that a cursor at the start is overtaken. */
  protected abstract void retire(Journal open, Lane lane);

  private Journal journal() {
    if (journal == null) {
      journal = open(Limits.WIDE);
    }
    return journal;
  }

  private Journal openWith(Limits limits) {
    Journal open = open(limits);
    journal = open;
    return open;
  }

  private void reopen() {
    journal().close();
    journal = null;
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  @Test
  void law1_an_append_completes_with_a_cursor_that_covers_its_records() {
    Cursor end = append(journal(), live(1, "a", "b"));
    append(journal(), live(1, "c"));

    List<Read> records = readAll(journal(), Lane.LIVE);

    assertThat(payloads(records)).containsExactly("a", "b", "c");
    assertThat(records)
        .extracting(r -> end.covers(new Position(r.partition(), r.offset())))
        .containsExactly(true, true, false);
    assertThat(journal().durableEnd().covers(end)).isTrue();
  }

  @Test
  void law3_a_record_comes_back_with_all_that_it_is() {
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    batch.add(
        origin(7), channel("plant/press/1"), 1_763_647_312_123_456_789L, 0x1_0002, bytes("x"));
    batch.attributesOfLast(Map.of("unit", "kN", "näme", "größe"));
    batch.add(origin(7), channel("plant/press/2"), -5L, -1, new byte[0]);
    append(journal(), batch);

    List<Read> records = readAll(journal(), Lane.LIVE);

    assertThat(records).hasSize(2);
    Read first = records.getFirst();
    assertThat(first.origin()).isEqualTo(origin(7));
    assertThat(first.channel()).isEqualTo(channel("plant/press/1"));
    assertThat(first.receiveTimeNs()).isEqualTo(1_763_647_312_123_456_789L);
    assertThat(first.flags()).isEqualTo(0x1_0002);
    assertThat(first.payload()).isEqualTo("x");
    assertThat(first.attributes()).isEqualTo(Map.of("unit", "kN", "näme", "größe"));
    Read second = records.getLast();
    assertThat(second.receiveTimeNs()).isEqualTo(-5);
    assertThat(second.flags()).isEqualTo(-1);
    assertThat(second.payload()).isEmpty();
    assertThat(second.attributes()).isEmpty();
  }

  @Test
  void law3_origins_that_are_equal_but_not_the_same_object_are_one_in_the_dictionary() {
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    for (int i = 0; i < 10; i++) {
      batch.add(origin(3), channel(new String("t")), 1, 0, bytes("p" + i));
    }
    append(journal(), batch);

    try (BlockReader reader = reader(Lane.LIVE, Cursor.START)) {
      Block block = (Block) items(reader).getFirst();
      assertThat(block.origins()).containsExactly(origin(3));
      assertThat(block.channels()).containsExactly(channel("t"));
      assertThat(block.hasAnyOf(Set.of(source(3)))).isTrue();
      assertThat(block.hasAnyOf(Set.of(source(4)))).isFalse();
    }
  }

  @Test
  void law4_a_record_names_the_configuration_that_was_in_force() {
    append(journal(), live(1, "before"));
    append(journal(), batch(Lane.CONTEXT, 1, "first change"));
    append(journal(), live(1, "between"));
    append(journal(), batch(Lane.CONTEXT, 1, "second change"));
    append(journal(), batch(Lane.BULK, 1, "after"));

    List<Long> changes = readAll(journal(), Lane.CONTEXT).stream().map(Read::offset).toList();
    List<Read> lived = readAll(journal(), Lane.LIVE);
    Read after = readAll(journal(), Lane.BULK).getFirst();

    assertThat(lived.get(0).configurationVersion()).isLessThanOrEqualTo(changes.get(0));
    assertThat(lived.get(1).configurationVersion())
        .isGreaterThan(changes.get(0))
        .isLessThanOrEqualTo(changes.get(1));
    assertThat(after.configurationVersion()).isGreaterThan(changes.get(1));
  }

  @Test
  void law5_lanes_have_partitions_of_their_own() {
    List<Integer> all = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      all.addAll(journal().partitions(lane));
      append(journal(), batch(lane, 1, lane.name()));
    }

    assertThat(all).doesNotHaveDuplicates();
    for (Lane lane : Lane.values()) {
      assertThat(payloads(readAll(journal(), lane))).containsExactly(lane.name());
    }
  }

  @Test
  void a_batch_without_records_is_acknowledged() {
    assertThat(await(journal().append(new RecordBatch(Lane.LIVE)))).isEqualTo(Cursor.START);
  }

  @Test
  void order_holds_within_a_source() throws Exception {
    int sources = 8;
    int perSource = 200;
    Journal open = journal();
    try (ExecutorService senders = Executors.newFixedThreadPool(sources)) {
      for (int s = 0; s < sources; s++) {
        int source = s;
        senders.submit(
            () -> {
              for (int i = 0; i < perSource; i += 2) {
                append(open, live(source, source + ":" + i, source + ":" + (i + 1)));
              }
            });
      }
    }

    Map<Integer, List<Integer>> seen = new HashMap<>();
    for (Read read : readAll(journal(), Lane.LIVE)) {
      String[] parts = read.payload().split(":");
      seen.computeIfAbsent(Integer.parseInt(parts[0]), k -> new ArrayList<>())
          .add(Integer.parseInt(parts[1]));
    }
    assertThat(seen).hasSize(sources);
    assertThat(seen.values())
        .allSatisfy(
            numbers -> assertThat(numbers).hasSize(perSource).isSorted().doesNotHaveDuplicates());
  }

  @Test
  void law2_reading_goes_on_behind_any_record() {
    append(journal(), live(1, "a", "b", "c"));
    append(journal(), live(1, "d"));
    List<Read> all = readAll(journal(), Lane.LIVE);

    for (int i = 0; i < all.size(); i++) {
      Read last = all.get(i);
      Cursor behind = Cursor.START.with(last.partition(), last.offset() + 1);
      assertThat(payloads(readAll(journal(), Lane.LIVE, behind, RecordFilter.ALL)))
          .isEqualTo(payloads(all.subList(i + 1, all.size())));
    }
  }

  @Test
  void law2_a_cursor_beyond_the_end_is_a_loss_and_reading_goes_on() {
    append(journal(), live(1, "a"));
    int partition = readAll(journal(), Lane.LIVE).getFirst().partition();
    long end = journal().durableEnd().next(partition);

    try (BlockReader reader =
        journal().read(List.of(partition), Cursor.START.with(partition, end + 100), ALL)) {
      assertThat(reader.poll())
          .isInstanceOfSatisfying(
              Loss.class,
              loss -> {
                assertThat(loss.reason()).isEqualTo(Loss.Reason.BEYOND_END);
                assertThat(loss.fromOffset()).isEqualTo(end + 100);
                assertThat(loss.nextOffset()).isEqualTo(end);
              });
      append(journal(), live(1, "b"));
      assertThat(texts(items(reader))).containsExactly("b");
    }
  }

  @Test
  void law2_a_cursor_that_retention_has_passed_is_a_loss_and_reading_goes_on() {
    append(journal(), live(1, "a"));
    int partition = readAll(journal(), Lane.LIVE).getFirst().partition();

    retire(journal(), Lane.LIVE);
    append(journal(), live(1, "b"));

    try (BlockReader reader = journal().read(List.of(partition), Cursor.START, ALL)) {
      assertThat(reader.poll())
          .isInstanceOfSatisfying(
              Loss.class,
              loss -> {
                assertThat(loss.reason()).isEqualTo(Loss.Reason.OVERTAKEN);
                assertThat(loss.fromOffset()).isZero();
                assertThat(loss.nextOffset()).isEqualTo(journal().oldest().next(partition));
              });
      assertThat(texts(items(reader))).endsWith("b");
    }
  }

  @Test
  void law2_positions_are_never_used_again_even_when_all_records_are_gone() {
    append(journal(), live(1, "a", "b"));
    Cursor end = journal().durableEnd();
    retire(journal(), Lane.LIVE);

    reopen();
    Cursor after = append(journal(), live(1, "c"));

    assertThat(journal().durableEnd().covers(end)).isTrue();
    int partition = readAll(journal(), Lane.LIVE, journal().oldest(), ALL).getFirst().partition();
    assertThat(after.next(partition)).isGreaterThan(end.next(partition));
  }

  @Test
  void what_was_acknowledged_is_there_after_opening_again() {
    for (int i = 0; i < 50; i++) {
      append(journal(), live(i % 5, "r" + i));
    }
    List<Read> before = readAll(journal(), Lane.LIVE);
    Cursor end = journal().durableEnd();

    reopen();

    assertThat(readAll(journal(), Lane.LIVE)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(journal().durableEnd()).isEqualTo(end);
    append(journal(), live(1, "more"));
    assertThat(readAll(journal(), Lane.LIVE)).hasSize(51);
  }

  @Test
  void a_waiting_reader_is_woken() throws Exception {
    Journal open = journal();
    try (BlockReader reader = reader(Lane.LIVE, Cursor.START);
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<JournalItem> waiting = other.submit(() -> reader.poll(Duration.ofSeconds(30)));
      append(open, live(1, "a"));
      assertThat(waiting.get(20, TimeUnit.SECONDS)).isInstanceOf(Block.class);
    }
  }

  @Test
  void a_reader_that_waits_in_vain_gets_nothing() throws Exception {
    try (BlockReader reader = reader(Lane.LIVE, Cursor.START)) {
      assertThat(reader.poll(Duration.ofMillis(5))).isNull();
    }
  }

  @Test
  void a_filtered_reader_gets_all_that_it_wants_and_its_cursor_passes_the_rest() {
    for (int i = 0; i < 300; i++) {
      RecordBatch batch = new RecordBatch(Lane.LIVE);
      batch.add(origin(i % 10), channel("plant/" + (i % 3)), i, 0, bytes("r" + i));
      append(journal(), batch);
    }
    RecordFilter filter =
        new RecordFilter(Set.of(source(4), source(5)), name -> name.equals("plant/1"));

    try (BlockReader reader =
        journal().read(journal().partitions(Lane.LIVE), Cursor.START, filter)) {
      List<String> wanted = new ArrayList<>();
      for (JournalItem item : items(reader)) {
        for (Read read : records((Block) item)) {
          if (filter.matches(read.origin(), read.channel())) {
            wanted.add(read.payload());
          }
        }
      }
      assertThat(wanted)
          .containsExactlyInAnyOrder(
              "r4", "r34", "r64", "r94", "r124", "r154", "r184", "r214", "r244", "r274", "r25",
              "r55", "r85", "r115", "r145", "r175", "r205", "r235", "r265", "r295");
      for (int partition : journal().partitions(Lane.LIVE)) {
        assertThat(reader.cursor().next(partition))
            .isEqualTo(journal().durableEnd().next(partition));
      }
    }
  }

  @Test
  void a_second_opening_is_refused() {
    journal();
    assertThatThrownBy(() -> open(Limits.WIDE)).satisfies(is(JournalError.JOURNAL_LOCKED));
  }

  @Test
  void a_closed_journal_says_so() {
    BlockReader reader = reader(Lane.LIVE, Cursor.START);
    journal().close();

    assertThatThrownBy(() -> append(journal(), live(1, "a")))
        .satisfies(is(JournalError.JOURNAL_CLOSED));
    assertThatThrownBy(reader::poll).satisfies(is(JournalError.JOURNAL_CLOSED));
    assertThat(journal().statistics().state()).isEqualTo(JournalState.CLOSED);
    reader.close();
  }

  @Test
  void a_record_beyond_the_limit_is_refused_and_others_are_not() {
    Journal open = openWith(new Limits(1_000, 1 << 20));

    assertThatThrownBy(() -> append(open, live(1, "x".repeat(1_001))))
        .satisfies(is(JournalError.JOURNAL_RECORD_TOO_LARGE));
    append(open, live(1, "x".repeat(1_000)));

    assertThat(readAll(open, Lane.LIVE)).hasSize(1);
  }

  @Test
  void law5_an_append_beyond_the_bound_of_the_queue_is_refused_as_busy() {
    Journal open = openWith(new Limits(1_000_000, 10_000));

    assertThatThrownBy(() -> append(open, live(1, "x".repeat(10_001))))
        .satisfies(is(JournalError.JOURNAL_BUSY));
    append(open, live(1, "y"));

    assertThat(payloads(readAll(open, Lane.LIVE))).containsExactly("y");
    assertThat(lane(Lane.LIVE).refusedRecords()).isEqualTo(1);
  }

  @Test
  void law7_a_lagging_reader_pushes_back_on_bulk_first_and_then_on_all_but_context() {
    String kilobyte = "x".repeat(1_000);
    List<Integer> partitions = journal().partitions(Lane.LIVE);
    try (ReaderRegistration reader =
        journal()
            .register("history", partitions, new LagPolicy.PushBack(5_000, 10_000), Cursor.START)) {
      appendTimes(7, kilobyte);
      assertThat(lane(Lane.BULK).admission()).isEqualTo(Admission.HELD);
      assertThat(lane(Lane.LIVE).admission()).isEqualTo(Admission.OPEN);

      appendTimes(4, kilobyte);
      assertThat(lane(Lane.LIVE).admission()).isEqualTo(Admission.HELD);
      assertThat(lane(Lane.CONTEXT).admission()).isEqualTo(Admission.OPEN);
      append(journal(), batch(Lane.CONTEXT, 1, "context"));
      CompletableFuture<Cursor> held = journal().append(live(1, "held"));
      assertThat(held.isDone() && !held.isCompletedExceptionally()).isFalse();

      reader.progress(journal().durableEnd(), journal().durableEnd());
      assertThat(lane(Lane.BULK).admission()).isEqualTo(Admission.OPEN);
      append(journal(), live(1, "after"));
    }
  }

  @Test
  void law7_a_reader_that_may_be_overtaken_does_not_push_back() {
    try (ReaderRegistration reader =
        journal()
            .register(
                "session",
                journal().partitions(Lane.LIVE),
                new LagPolicy.Overtaken(),
                Cursor.START)) {
      appendTimes(20, "x".repeat(1_000));
      assertThat(lane(Lane.LIVE).admission()).isEqualTo(Admission.OPEN);
      assertThat(journal().statistics().readers())
          .singleElement()
          .satisfies(
              lag -> {
                assertThat(lag.reader()).isEqualTo("session");
                assertThat(lag.running()).isTrue();
                assertThat(lag.lag().records()).isPositive();
                assertThat(lag.lag().bytes()).isPositive();
              });
      reader.progress(journal().durableEnd(), Cursor.START);
      assertThat(journal().statistics().readers().getFirst().lag().records()).isZero();
    }
    journal().forget("session");
    assertThat(journal().statistics().readers()).isEmpty();
  }

  @Test
  void lag_is_what_lies_between_a_cursor_and_the_end() {
    List<Integer> partitions = journal().partitions(Lane.LIVE);
    assertThat(journal().lag(partitions, Cursor.START).records()).isZero();
    appendTimes(10, "12345");

    assertThat(journal().lag(partitions, Cursor.START).records()).isBetween(10L, 50L);
    assertThat(journal().lag(partitions, Cursor.START).ageNs()).isPositive();
    assertThat(journal().lag(partitions, journal().durableEnd()).records()).isZero();
  }

  @Test
  void statistics_count_what_was_acknowledged() {
    append(journal(), live(1, "abc", "de"));
    append(journal(), batch(Lane.BULK, 1, "f"));

    assertThat(journal().statistics().state()).isEqualTo(JournalState.OPEN);
    assertThat(lane(Lane.LIVE).records()).isEqualTo(2);
    assertThat(lane(Lane.LIVE).payloadBytes()).isEqualTo(5);
    assertThat(lane(Lane.BULK).records()).isEqualTo(1);
    assertThat(lane(Lane.LIVE).waitingRecords()).isZero();
  }

  @Test
  void random_appends_and_readers_agree_with_a_plain_list() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      Map<Integer, List<String>> model = new HashMap<>();
      Cursor start = journal().durableEnd();
      Cursor resumed = start;
      List<Read> inParts = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        RecordBatch batch = new RecordBatch(Lane.LIVE);
        for (int i = random.nextInt(40); i >= 0; i--) {
          int source = random.nextInt(6);
          String payload = seed + "." + step + "." + i + "x".repeat(random.nextInt(200));
          batch.add(origin(source), channel("c" + random.nextInt(9)), step, i, bytes(payload));
          model.computeIfAbsent(source, k -> new ArrayList<>()).add(payload);
        }
        append(journal(), batch);
        if (random.nextInt(4) == 0) {
          List<Read> part = readAll(journal(), Lane.LIVE, resumed, ALL);
          inParts.addAll(part);
          for (Read read : part) {
            resumed = resumed.with(read.partition(), read.offset() + 1);
          }
        }
        if (random.nextInt(20) == 0) {
          reopen();
        }
      }
      inParts.addAll(readAll(journal(), Lane.LIVE, resumed, ALL));
      List<Read> atOnce = readAll(journal(), Lane.LIVE, start, ALL);
      assertThat(bySource(atOnce)).as("seed %d", seed).isEqualTo(model);
      assertThat(bySource(inParts)).as("seed %d, in parts", seed).isEqualTo(model);
      assertThat(byPosition(inParts)).isEqualTo(byPosition(atOnce));
    }
  }

  private static final RecordFilter ALL = RecordFilter.ALL;

  private BlockReader reader(Lane lane, Cursor from) {
    return journal().read(journal().partitions(lane), from, ALL);
  }

  private void appendTimes(int times, String payload) {
    for (int i = 0; i < times; i++) {
      append(journal(), live(1, payload));
    }
  }

  private LaneStatistics lane(Lane lane) {
    return journal().statistics().lanes().stream()
        .filter(l -> l.lane() == lane)
        .findAny()
        .orElseThrow();
  }

  private static List<String> texts(List<JournalItem> items) {
    return items.stream().flatMap(i -> records((Block) i).stream()).map(Read::payload).toList();
  }

  private static Map<Integer, List<String>> bySource(List<Read> records) {
    Map<Integer, List<String>> bySource = new HashMap<>();
    for (Read read : records) {
      int source = (int) (read.origin().source().value().getLeastSignificantBits() & 0xffff);
      bySource.computeIfAbsent(source, k -> new ArrayList<>()).add(read.payload());
    }
    return bySource;
  }

  private static List<Read> byPosition(List<Read> records) {
    return records.stream()
        .sorted(Comparator.comparingInt(Read::partition).thenComparingLong(Read::offset))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Consumer<Throwable> is(JournalError code) {
    return error ->
        assertThat(error)
            .isInstanceOfSatisfying(
                JournalException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
