package io.millrace.pipeline.context;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.context.ContextException;
import io.millrace.model.context.RelayMark;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the context lane into a {@link DecodeContext}, on the thread of whoever needs a version. A
 * record that cannot be read, or is missing, is logged and counted and passed over: what it said
 * does not hold, and everything else goes on. A record that a relay handed on a second time says
 * nothing again. Thread-safe.
 */
public final class ContextFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContextFollower.class);
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final int MAX_SILENT_POLLS = 50;

  private final Journal journal;
  private final DecodeContext context;
  private final int partition;
  private final BlockReader reader;
  private final Repeats repeats = new Repeats();
  private long unreadable;

  /** Begins at the start of the lane. */
  public ContextFollower(Journal journal, DecodeContext context) {
    this.journal = journal;
    this.context = context;
    var partitions = journal.partitions(Lane.CONTEXT);
    if (partitions.size() != 1) {
      throw new IllegalArgumentException(
          "The context lane has one partition, not " + partitions.size() + ".");
    }
    partition = partitions.getFirst();
    reader = journal.read(partitions, Cursor.START, RecordFilter.ALL);
  }

  /** The context that this fills. */
  public DecodeContext context() {
    return context;
  }

  /** Reads everything that is durable now. */
  public void catchUp() throws InterruptedException {
    catchUpTo(journal.durableEnd().next(partition));
  }

  /**
   * Reads until a version is known. A block's version is durable when the block is, so this waits
   * for nothing but reading.
   *
   * @throws PipelineException with {@link PipelineError#CONTEXT_MISSING} if it does not become
   *     known; trying again later may help
   */
  public void catchUpTo(long version) throws InterruptedException {
    if (context.version() >= version) {
      return;
    }
    synchronized (this) {
      int silent = 0;
      while (context.version() < version) {
        JournalItem item = reader.poll(PATIENCE);
        switch (item) {
          case null -> {
            context.advanceTo(reader.cursor().next(partition));
            requireProgress(++silent, version);
          }
          case Block block -> apply(block);
          case Loss loss -> lost(loss);
        }
      }
    }
  }

  private void requireProgress(int silent, long version) {
    if (silent > MAX_SILENT_POLLS && context.version() < version) {
      throw new PipelineException(
          PipelineError.CONTEXT_MISSING,
          "A block needs the configuration up to context offset "
              + version
              + ", but the journal's context lane ends at "
              + context.version()
              + ".");
    }
  }

  private void apply(Block block) {
    for (int i = 0; i < block.size(); i++) {
      try {
        apply(block, i);
      } catch (ContextException e) {
        unreadable++;
        LOG.error("Context record {} is passed over.", block.position(i), e);
      }
    }
    context.advanceTo(block.nextOffset());
  }

  private void apply(Block block, int i) {
    Optional<RelayMark> mark = RelayMark.ofAttributes(block.attributes(i));
    if (mark.isPresent() && repeats.isRepeated(block.offset(i), mark.get())) {
      return;
    }
    ContextChange change =
        ContextChangeCodec.decode(block.payloads(), block.payloadStart(i), block.payloadEnd(i));
    context.apply(block.offset(i), change);
    mark.ifPresent(repeats::taken); // one that could not be read may come again
  }

  private void lost(Loss loss) {
    unreadable += Math.max(1, loss.nextOffset() - loss.fromOffset());
    LOG.error("Context records are missing: {}", loss);
    context.advanceTo(loss.nextOffset());
  }

  /**
   * Whether a record of the lane, up to where this has {@linkplain #catchUpTo read}, is one that a
   * relay had handed on before.
   */
  public synchronized boolean isRepeat(long offset) {
    return repeats.contains(offset);
  }

  /** How many records of the lane could not be read. */
  public synchronized long unreadable() {
    return unreadable;
  }

  @Override
  public synchronized void close() {
    reader.close();
  }
}
