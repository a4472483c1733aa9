package io.millrace.web.data;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.Position;
import io.millrace.journal.RecordFilter;
import io.millrace.model.context.ContextChange.JournalSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches raw messages out of the journal. Thread-safe. */
final class RawMessages {
  /** Blocks that one answer may read: a span is short, but its channel may be rare. */
  private static final int MAX_BLOCKS = 200;

  private final Journal journal;

  RawMessages(Journal journal) {
    this.journal = journal;
  }

  /** A record of the journal. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record RawMessage(
      Position position,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int flags,
      Map<String, String> attributes,
      long configurationVersion,
      byte[] payload) {}

  /**
   * What was found.
   *
   * @param messages those that match, the first of them
   * @param more whether there are others
   * @param lost why records are missing; null if none are
   */
  record Found(List<RawMessage> messages, boolean more, @Nullable String lost) {}

  /** The records of a span that a filter wants, at most {@code limit}. */
  Found in(JournalSpan span, RecordFilter filter, int limit) {
    List<RawMessage> messages = new ArrayList<>();
    @Nullable String lost = null;
    Cursor from = Cursor.START.with(span.partition(), span.fromOffset());
    try (BlockReader reader = journal.read(List.of(span.partition()), from, filter)) {
      for (int i = 0; i < MAX_BLOCKS; i++) {
        JournalItem item = reader.poll();
        switch (item) {
          case null -> {
            return new Found(messages, false, lost);
          }
          case Loss loss -> lost = loss.detail();
          case Block block -> {
            if (block.firstOffset() >= span.toOffset()) {
              return new Found(messages, false, lost);
            }
            if (!take(block, span, filter, limit, messages)) {
              return new Found(messages, true, lost);
            }
          }
        }
        if (item.nextOffset() >= span.toOffset()) {
          return new Found(messages, false, lost);
        }
      }
    }
    return new Found(messages, true, lost);
  }

  /** False if there are more than the limit. */
  private static boolean take(
      Block block, JournalSpan span, RecordFilter filter, int limit, List<RawMessage> messages) {
    for (int i = 0; i < block.size(); i++) {
      Origin origin = block.origins().get(block.originIndex(i));
      Channel channel = block.channels().get(block.channelIndex(i));
      if (span.contains(block.partition(), block.offset(i)) && filter.matches(origin, channel)) {
        if (messages.size() == limit) {
          return false;
        }
        messages.add(
            new RawMessage(
                block.position(i),
                origin,
                channel,
                block.receiveTimeNs(i),
                block.flags(i),
                block.attributes(i),
                block.configurationVersion(),
                Arrays.copyOfRange(
                    block.payloads(), block.payloadStart(i), block.payloadEnd(i))));
      }
    }
    return true;
  }
}
