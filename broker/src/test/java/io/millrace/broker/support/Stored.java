package io.millrace.broker.support;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordFilter;
import io.millrace.model.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A durable record of the live lane, as a test sees it. */
public record Stored(
    Origin origin, Channel channel, int flags, String payload, Map<String, String> attributes) {
  /** Everything durable in the live lane, in order within each source. */
  public static List<Stored> all(Journal journal) {
    List<Stored> records = new ArrayList<>();
    try (BlockReader reader =
        journal.read(journal.partitions(Lane.LIVE), Cursor.START, RecordFilter.ALL)) {
      for (JournalItem item = reader.poll(); item != null; item = reader.poll()) {
        if (item instanceof Block block) {
          for (int i = 0; i < block.size(); i++) {
            records.add(of(block, i));
          }
        }
      }
    }
    return records;
  }

  /** The messages among them. */
  public static List<Stored> messages(Journal journal) {
    return all(journal).stream().filter(each -> RecordKind.isMessage(each.flags)).toList();
  }

  /** The payloads of the messages. */
  public static List<String> payloads(Journal journal) {
    return messages(journal).stream().map(Stored::payload).toList();
  }

  /** The kinds of all records. */
  public static List<RecordKind> kinds(Journal journal) {
    return all(journal).stream().map(each -> RecordKind.of(each.flags)).toList();
  }

  private static Stored of(Block block, int i) {
    int from = block.payloadStart(i);
    return new Stored(
        block.origins().get(block.originIndex(i)),
        block.channels().get(block.channelIndex(i)),
        block.flags(i),
        new String(block.payloads(), from, block.payloadEnd(i) - from, StandardCharsets.UTF_8),
        block.attributes(i));
  }
}
