package io.millrace.journal.contract;

import static io.millrace.journal.RecordFilter.ALL;
import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.items;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.records;
import static io.millrace.journal.contract.Records.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalItem;
import io.millrace.journal.JournalStatistics.LaneStatistics;
import io.millrace.journal.Lane;
import io.millrace.journal.contract.Records.Read;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** How the contract's tests open their journal, and what they have in common. */
public abstract class JournalTestbed {
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

  /** The journal, opened with wide limits if it is not open. */
  protected final Journal journal() {
    if (journal == null) {
      journal = open(Limits.WIDE);
    }
    return journal;
  }

  /** Opens the journal with limits. */
  protected final Journal openWith(Limits limits) {
    Journal open = open(limits);
    journal = open;
    return open;
  }

  /** Closes the journal, so that the next use opens it again. */
  protected final void reopen() {
    journal().close();
    journal = null;
  }

  @AfterEach
  void close() {
    if (journal != null) {
      journal.close();
    }
  }

  final BlockReader reader(Lane lane, Cursor from) {
    return journal().read(journal().partitions(lane), from, ALL);
  }

  final void appendTimes(int times, String payload) {
    for (int i = 0; i < times; i++) {
      append(journal(), live(1, payload));
    }
  }

  final LaneStatistics lane(Lane lane) {
    return journal().statistics().lanes().stream()
        .filter(l -> l.lane() == lane)
        .findAny()
        .orElseThrow();
  }

  static List<String> texts(List<JournalItem> items) {
    return items.stream().flatMap(i -> records((Block) i).stream()).map(Read::payload).toList();
  }

  static Map<Integer, List<String>> bySource(List<Read> records) {
    Map<Integer, List<String>> bySource = new HashMap<>();
    for (Read read : records) {
      int source = (int) (read.origin().source().value().getLeastSignificantBits() & 0xffff);
      bySource.computeIfAbsent(source, k -> new ArrayList<>()).add(read.payload());
    }
    return bySource;
  }

  static List<Read> byPosition(List<Read> records) {
    return records.stream()
        .sorted(Comparator.comparingInt(Read::partition).thenComparingLong(Read::offset))
        .toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static Consumer<Throwable> is(JournalError code) {
    return error ->
        assertThat(error)
            .isInstanceOfSatisfying(
                JournalException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
