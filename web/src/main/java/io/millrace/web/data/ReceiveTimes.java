package io.millrace.web.data;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.model.context.ContextChange.JournalSpan;
import java.util.List;

/**
 * Finds the part of the journal that was received at a time, by halving. Receive times rise with
 * the offsets but for moments, so the answer has a margin and is a place to begin, not a proof.
 */
final class ReceiveTimes {
  /** Below this many offsets halving saves nothing. */
  private static final long SHORT = 8_192;

  private static final long EARLIER_NS = 10_000_000_000L;
  private static final long LATER_NS = 60_000_000_000L;

  private final Journal journal;

  ReceiveTimes(Journal journal) {
    this.journal = journal;
  }

  /** The part of a span that was received from shortly before a time until a minute after it. */
  JournalSpan around(JournalSpan span, long timeNs) {
    if (span.toOffset() - span.fromOffset() <= SHORT) {
      return span;
    }
    long from = halve(span, timeNs - EARLIER_NS)[0];
    long to = halve(span, timeNs + LATER_NS)[1];
    return from < to ? new JournalSpan(span.partition(), from, to) : span;
  }

  /** Two offsets, not far from each other, between which a receive time lies. */
  private long[] halve(JournalSpan span, long timeNs) {
    long low = span.fromOffset();
    long high = span.toOffset();
    while (high - low > SHORT / 2) {
      long middle = low + (high - low) / 2;
      if (isBefore(span.partition(), middle, timeNs)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new long[] {low, high};
  }

  /** Whether the record at an offset was received before a time; so is what is lost. */
  private boolean isBefore(int partition, long offset, long timeNs) {
    Cursor at = Cursor.START.with(partition, offset);
    try (BlockReader reader = journal.read(List.of(partition), at, RecordFilter.ALL)) {
      return switch (reader.poll()) {
        case Block block -> block.receiveTimeNs(0) < timeNs;
        case Loss _ -> true;
        case null -> false;
      };
    }
  }
}
