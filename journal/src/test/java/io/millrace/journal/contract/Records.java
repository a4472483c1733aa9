package io.millrace.journal.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Short ways to write and read records in tests. */
public final class Records {
  private Records() {}

  /**
   * A record as a test sees it.
   *
   * @param offset its offset within {@code partition}
   */
  public record Read(
      int partition,
      long offset,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int flags,
      String payload,
      Map<String, String> attributes,
      long configurationVersion) {}

  /** The n-th source. */
  public static SourceId source(int n) {
    return new SourceId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | n));
  }

  /** The n-th source over its first connection. */
  public static Origin origin(int n) {
    return new Origin(source(n), "token:" + n, 1, "mqtt/5");
  }

  /** A channel of JSON. */
  public static Channel channel(String name) {
    return new Channel(name, "application/json");
  }

  /** A batch of the live lane with one record for each payload. */
  public static RecordBatch live(int source, String... payloads) {
    return batch(Lane.LIVE, source, payloads);
  }

  /** A batch of one source and one channel with one record for each payload. */
  public static RecordBatch batch(Lane lane, int source, String... payloads) {
    RecordBatch batch = new RecordBatch(lane);
    Origin origin = origin(source);
    Channel channel = channel("plant/machine" + source);
    for (int i = 0; i < payloads.length; i++) {
      batch.add(origin, channel, 1_000_000_000L + i, 1, payloads[i].getBytes(UTF_8));
    }
    return batch;
  }

  /** Appends and waits for the acknowledgement. */
  public static Cursor append(Journal journal, RecordBatch batch) {
    return await(journal.append(batch));
  }

  /** The result of an append, or the exception that it failed with. */
  public static Cursor await(CompletableFuture<Cursor> append) {
    try {
      return append.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError(e);
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("The append was not answered.", e);
    }
  }

  /** Everything durable in a lane from its beginning. */
  public static List<Read> readAll(Journal journal, Lane lane) {
    return readAll(journal, lane, Cursor.START, RecordFilter.ALL);
  }

  /** Everything durable in a lane from a cursor on; fails if there is a loss. */
  public static List<Read> readAll(Journal journal, Lane lane, Cursor from, RecordFilter filter) {
    try (BlockReader reader = journal.read(journal.partitions(lane), from, filter)) {
      List<Read> records = new ArrayList<>();
      for (JournalItem item : items(reader)) {
        switch (item) {
          case Block block -> records.addAll(records(block));
          case Loss loss -> throw new AssertionError("Unexpected: " + loss);
        }
      }
      return records;
    }
  }

  /** All that a reader yields until it has nothing more. */
  public static List<JournalItem> items(BlockReader reader) {
    List<JournalItem> items = new ArrayList<>();
    @Nullable JournalItem item;
    while ((item = reader.poll()) != null) {
      items.add(item);
    }
    return items;
  }

  /** The records of a block. */
  public static List<Read> records(Block block) {
    List<Read> records = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      int start = block.payloadStart(i);
      records.add(
          new Read(
              block.partition(),
              block.offset(i),
              block.origins().get(block.originIndex(i)),
              block.channels().get(block.channelIndex(i)),
              block.receiveTimeNs(i),
              block.flags(i),
              new String(block.payloads(), start, block.payloadEnd(i) - start, UTF_8),
              block.attributes(i),
              block.configurationVersion()));
    }
    return records;
  }

  /** The payloads of records as text. */
  public static List<String> payloads(List<Read> records) {
    return records.stream().map(Read::payload).toList();
  }
}
