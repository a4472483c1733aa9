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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalState;
import io.millrace.journal.Lane;
import io.millrace.journal.Position;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.contract.Records.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * What the port promises, as tests. An engine's test class extends this and says how its journal is
 * opened. Nothing in here relies on one partition per lane, on offsets without holes, or on order
 * between sources.
 */
public abstract class JournalContract extends JournalReadingContract {
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
  void law5_a_batch_larger_than_the_bound_of_the_queue_is_taken_when_nothing_else_waits() {
    Journal open = openWith(new Limits(1_000_000, 10_000));

    append(open, live(1, "x".repeat(6_000), "y".repeat(6_000)));

    assertThat(readAll(open, Lane.LIVE)).hasSize(2);
    assertThat(lane(Lane.LIVE).refusedRecords()).isZero();
    assertThat(lane(Lane.LIVE).waitingBytes()).isZero();
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
}
