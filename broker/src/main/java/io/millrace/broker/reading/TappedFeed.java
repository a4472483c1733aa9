package io.millrace.broker.reading;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.Feed;
import io.millrace.journal.reader.FeedReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows what the reader's last step was fed, for what must not happen again on a replay. */
final class TappedFeed implements Feed<Block> {
  private final Feed<Block> feed;
  private @Nullable Block last;
  private boolean drained;

  TappedFeed(Feed<Block> feed) {
    this.feed = feed;
  }

  /** The block of the last step, once; null if there was none. */
  @Nullable Block take() {
    Block taken = last;
    last = null;
    return taken;
  }

  /** Whether the last step found everything durable already read; asks once. */
  boolean takeDrained() {
    boolean taken = drained;
    drained = false;
    return taken;
  }

  @Override
  public FeedReader<Block> open(Cursor from) {
    return new TappedReader(feed.open(from));
  }

  private final class TappedReader implements FeedReader<Block> {
    private final FeedReader<Block> reader;

    TappedReader(FeedReader<Block> reader) {
      this.reader = reader;
    }

    @Override
    public @Nullable Fed<Block> poll(Duration timeout) throws InterruptedException {
      Fed<Block> fed = reader.poll(timeout);
      last = fed instanceof Fed.Items<Block> items ? items.items() : null;
      drained = fed == null;
      return fed;
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
