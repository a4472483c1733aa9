package io.millrace.pipeline.feed;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.reader.Feed;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodedItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all lanes of the journal on a thread of its own, decodes, and keeps what was decoded last
 * in memory for the readers. Thread-safe.
 */
public final class DecodedRing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecodedRing.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final long FIRST_BACK_OFF_MS = 100;
  private static final int MAX_DOUBLINGS = 8;

  private final Journal journal;
  private final Supplier<BlockDecoder> decoders;
  private final RingBuffer buffer;
  private final Thread thread;
  private final AtomicLong blocks = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong decodeNs = new AtomicLong();
  private final AtomicLong losses = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong waitNs = new AtomicLong();
  private volatile boolean closed;

  /**
   * Begins to decode.
   *
   * @param decoders makes a decoder for this ring, and one for each reader that lags
   * @param from where to begin; the most advanced reader's cursor is best, since a reader ahead of
   *     the ring waits for it, and one behind decodes for itself
   */
  public DecodedRing(
      Journal journal, Supplier<BlockDecoder> decoders, RingSettings settings, Cursor from) {
    this.journal = journal;
    this.decoders = decoders;
    this.buffer = new RingBuffer(settings, from);
    thread = Thread.ofPlatform().name("decode").daemon().unstarted(this::run);
    thread.start();
  }

  /**
   * What a reader is fed with.
   *
   * @param name the reader's, for statistics
   * @param partitions those that it reads
   * @param essential whether decoding waits for it when the ring is full, so that it does not have
   *     to decode for itself when the machine is busy
   */
  public Feed<DecodedItem> feed(String name, List<Integer> partitions, boolean essential) {
    return from ->
        new RingReader(name, journal, buffer, decoders, List.copyOf(partitions), essential, from);
  }

  /** The partitions of some lanes. */
  public static List<Integer> partitions(Journal journal, Lane... lanes) {
    List<Integer> partitions = new ArrayList<>();
    for (Lane lane : lanes) {
      partitions.addAll(journal.partitions(lane));
    }
    return partitions;
  }

  private void run() {
    int failed = 0;
    while (!closed) {
      try (BlockDecoder decoder = decoders.get();
          BlockReader reader =
              journal.read(partitions(journal, Lane.values()), buffer.end(), RecordFilter.ALL)) {
        while (!closed) {
          JournalItem item = reader.poll(PATIENCE);
          if (item != null) {
            publish(item, decoder, reader.cursor());
            failed = 0;
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (JournalException e) {
        if (e.code() == JournalError.JOURNAL_CLOSED) {
          return;
        }
        failed = backOff(failed, e);
      } catch (Throwable e) { // without this thread all readers stand still for good
        failed = backOff(failed, e);
      }
    }
  }

  private int backOff(int failed, Throwable cause) {
    failures.incrementAndGet();
    LOG.error("Decoding failed at {} and starts over.", buffer.end(), cause);
    buffer.awaitClosed(FIRST_BACK_OFF_MS << Math.min(failed, MAX_DOUBLINGS));
    return failed + 1;
  }

  private void publish(JournalItem item, BlockDecoder decoder, Cursor after)
      throws InterruptedException {
    switch (item) {
      case Block block -> {
        long begun = System.nanoTime();
        DecodedItem decoded = decoder.decode(block);
        decodeNs.addAndGet(System.nanoTime() - begun);
        blocks.incrementAndGet();
        records.addAndGet(block.size());
        bytes.addAndGet(block.payloadBytes());
        waitNs.addAndGet(buffer.add(block, decoded, after));
      }
      case Loss loss -> {
        LOG.warn("The journal misses records: {}", loss);
        losses.incrementAndGet();
        waitNs.addAndGet(buffer.add(loss, null, after));
      }
    }
  }

  /** What was counted, and where the readers are. */
  public RingStatistics statistics() {
    return new RingStatistics(
        blocks.get(),
        records.get(),
        bytes.get(),
        decodeNs.get(),
        losses.get(),
        failures.get(),
        waitNs.get(),
        buffer.size(),
        buffer.bytes(),
        buffer.readers().stream()
            .map(r -> new RingStatistics.Reader(r.name(), r.isInRing(), r.fallenOut()))
            .toList());
  }

  @Override
  public void close() {
    closed = true;
    buffer.close();
    thread.interrupt();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.error("The decoding thread did not stop within {} s.", STOP_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
