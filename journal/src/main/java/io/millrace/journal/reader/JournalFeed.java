package io.millrace.journal.reader;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the journal's blocks as they are. A filtered feed may yield blocks that hold other records
 * too; the fold looks at what it wants.
 *
 * @param partitions those to read
 */
public record JournalFeed(Journal journal, List<Integer> partitions, RecordFilter filter)
    implements Feed<Block> {
  public JournalFeed {
    partitions = List.copyOf(partitions);
  }

  @Override
  public FeedReader<Block> open(Cursor from) {
    return new BlockFeedReader(journal.read(partitions, from, filter));
  }

  private record BlockFeedReader(BlockReader reader) implements FeedReader<Block> {
    @Override
    public @Nullable Fed<Block> poll(Duration timeout) throws InterruptedException {
      JournalItem item = reader.poll(timeout);
      return switch (item) {
        case null -> null;
        case Block block ->
            new Fed.Items<>(block, reader.cursor(), block.size(), block.payloadBytes());
        case Loss loss -> new Fed.Missing<>(loss, reader.cursor());
      };
    }

    @Override
    public void wakeup() {
      reader.wakeup();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
