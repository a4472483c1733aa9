package io.millrace.journal.contract;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.batch;
import static io.millrace.journal.contract.Records.channel;
import static io.millrace.journal.contract.Records.items;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.origin;
import static io.millrace.journal.contract.Records.payloads;
import static io.millrace.journal.contract.Records.readAll;
import static io.millrace.journal.contract.Records.records;
import static io.millrace.journal.contract.Records.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Admission;
import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records.Read;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;

/**
 * What the port promises to readers: nothing beyond what is durable, no silent skip, lag and its
 * consequences. Part of {@link JournalContract}.
 */
public abstract class JournalReadingContract extends JournalTestbed {
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
}
