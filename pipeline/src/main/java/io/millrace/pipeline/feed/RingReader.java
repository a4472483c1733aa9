package io.millrace.pipeline.feed;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.FeedReader;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodedItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the ring. As long as everything that it has not seen is in the ring, it takes from
 * there; else it reads and decodes for itself, block by block, until the ring has the next one.
 */
final class RingReader implements FeedReader<DecodedItem> {
  private final String name;
  private final Journal journal;
  private final RingBuffer ring;
  private final Supplier<BlockDecoder> decoders;
  private final List<Integer> partitions;
  private final boolean essential;
  private final AtomicLong fallenOut = new AtomicLong();

  private Cursor cursor;
  private volatile boolean inRing;
  private volatile long nextNumber;
  private volatile boolean wakeup;
  private volatile @Nullable BlockReader ownReader;
  private @Nullable BlockDecoder ownDecoder;

  RingReader(
      String name,
      Journal journal,
      RingBuffer ring,
      Supplier<BlockDecoder> decoders,
      List<Integer> partitions,
      boolean essential,
      Cursor from) {
    this.name = name;
    this.journal = journal;
    this.ring = ring;
    this.decoders = decoders;
    this.partitions = partitions;
    this.essential = essential;
    this.cursor = from;
    ring.register(this);
    tryToJoin();
  }

  String name() {
    return name;
  }

  boolean isEssential() {
    return essential;
  }

  boolean isInRing() {
    return inRing;
  }

  long nextNumber() {
    return nextNumber;
  }

  long fallenOut() {
    return fallenOut.get();
  }

  @Override
  public @Nullable Fed<DecodedItem> poll(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    do {
      Fed<DecodedItem> fed = inRing ? fromRing(deadline) : fromJournal(deadline);
      if (fed != null) {
        return fed;
      }
    } while (!consumeWakeup() && System.nanoTime() < deadline);
    return null;
  }

  private @Nullable Fed<DecodedItem> fromRing(long deadline) throws InterruptedException {
    long number = nextNumber;
    RingBuffer.Entry entry = ring.take(number, Math.max(0, deadline - System.nanoTime()), this);
    if (entry == null) {
      if (ring.isGone(number)) {
        inRing = false;
        fallenOut.incrementAndGet();
      }
      return null;
    }
    nextNumber = number + 1;
    JournalItem raw = entry.raw();
    if (!partitions.contains(raw.partition())) {
      return null;
    }
    return switch (raw) {
      case Loss loss -> missing(loss);
      case Block block -> items(block, entry.decoded());
    };
  }

  private @Nullable Fed<DecodedItem> missing(Loss loss) {
    long at = cursor.next(loss.partition());
    boolean concerns =
        loss.reason() == Loss.Reason.BEYOND_END ? at >= loss.fromOffset() : at < loss.nextOffset();
    if (!concerns) {
      return null;
    }
    cursor = cursor.with(loss.partition(), loss.nextOffset());
    return new Fed.Missing<>(loss, cursor);
  }

  private @Nullable Fed<DecodedItem> items(Block block, @Nullable DecodedItem decoded)
      throws InterruptedException {
    long at = cursor.next(block.partition());
    if (block.nextOffset() <= at) {
      return null; // seen before it joined
    }
    if (decoded != null && block.firstOffset() >= at) {
      return deliver(block, decoded);
    }
    Block rest = block.from(at);
    if (rest == null) {
      cursor = cursor.with(block.partition(), block.nextOffset());
      return null;
    }
    return deliver(rest, decoder().decode(rest));
  }

  private Fed<DecodedItem> deliver(Block block, DecodedItem decoded) {
    cursor = cursor.with(block.partition(), block.nextOffset());
    return new Fed.Items<>(decoded, cursor, block.size(), block.payloadBytes());
  }

  private @Nullable Fed<DecodedItem> fromJournal(long deadline) throws InterruptedException {
    if (tryToJoin()) {
      return null;
    }
    BlockReader reader = ownReader;
    if (reader == null) {
      reader = journal.read(partitions, cursor, RecordFilter.ALL);
      ownReader = reader;
    }
    Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    JournalItem item = reader.poll(left);
    return switch (item) {
      case null -> null;
      case Loss loss -> {
        cursor = cursor.with(loss.partition(), loss.nextOffset());
        yield new Fed.Missing<>(loss, cursor);
      }
      case Block block -> deliver(block, decoder().decode(block));
    };
  }

  private boolean tryToJoin() {
    long number = ring.joinAt(cursor, partitions);
    if (number < 0) {
      return false;
    }
    nextNumber = number;
    inRing = true;
    closeOwn();
    return true;
  }

  private BlockDecoder decoder() {
    BlockDecoder decoder = ownDecoder;
    if (decoder == null) {
      decoder = decoders.get();
      ownDecoder = decoder;
    }
    return decoder;
  }

  boolean isWoken() {
    return wakeup;
  }

  private boolean consumeWakeup() {
    boolean was = wakeup;
    wakeup = false;
    return was;
  }

  @Override
  public void wakeup() {
    wakeup = true;
    ring.signal();
    BlockReader reader = ownReader;
    if (reader != null) {
      reader.wakeup();
    }
  }

  private void closeOwn() {
    BlockReader reader = ownReader;
    ownReader = null;
    if (reader != null) {
      reader.close();
    }
    BlockDecoder decoder = ownDecoder;
    ownDecoder = null;
    if (decoder != null) {
      decoder.close();
    }
  }

  @Override
  public void close() {
    ring.unregister(this);
    closeOwn();
  }
}
