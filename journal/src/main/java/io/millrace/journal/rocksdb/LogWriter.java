package io.millrace.journal.rocksdb;

import io.millrace.journal.Admission;
import io.millrace.journal.Block;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.Lane;
import io.millrace.model.time.NanoClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The one thread that writes records: takes what waits in the lanes, makes blocks, and writes them
 * with one batch, then hands them to the syncer. While an fsync runs, or too soon after the last,
 * it lets small appends gather: they could not be acknowledged any sooner.
 */
final class LogWriter {
  /** Beyond this the writer does not wait for the fsync before it encodes and writes. */
  private static final long EAGER_WEIGHT = 256 * 1024;

  private static final long MOST_ROUND_WEIGHT = 4 << 20;

  /**
   * After a round of this weight (some 200 messages) the next fsync may wait twice as long: fewer
   * fsyncs then save more processor time than the wait costs.
   */
  private static final long BUSY_ROUND_WEIGHT = 32 * 1024;

  /** Bulk's share of a round while others wait too, so that their fsync stays short. */
  private static final long BULK_ROUND_WEIGHT = 256 * 1024;

  /** What is reserved for a round's batch, which is used again. */
  private static final int MOST_ROUND_BYTES = 1 << 20;

  private static final long SPACE_CHECK_BYTES = 8 << 20;
  private static final long SPACE_CHECK_NS = 1_000_000_000L;

  private final JournalDatabase database;
  private final Partitions partitions;
  private final AppendQueues queues;
  private final LogSyncer syncer;
  private final Health health;
  private final DiskSpace space;
  private final Function<Lane, Admission> admission;
  private final RocksDbJournalSettings settings;
  private final NanoClock clock;
  private final Thread thread;
  private final BlockAssembler assembler = new BlockAssembler();
  private final BlockCodec codec = new BlockCodec();
  private final ByteSink encoded = new ByteSink(512 * 1024);
  private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.BLOCK_BYTES);
  private ByteBuffer value = ByteBuffer.allocateDirect(512 * 1024);
  private final WriteBatch batch = new WriteBatch(MOST_ROUND_BYTES);
  private final AtomicLong blocks = new AtomicLong();
  private final AtomicLong writtenBytes = new AtomicLong();
  private long roundWeight;
  private long bytesSinceSpaceCheck;
  private long lastSpaceCheckNs;
  private volatile boolean idle;
  private volatile boolean holding;
  private volatile boolean finishing;

  LogWriter(
      JournalDatabase database,
      Partitions partitions,
      AppendQueues queues,
      LogSyncer syncer,
      Health health,
      DiskSpace space,
      Function<Lane, Admission> admission,
      RocksDbJournalSettings settings,
      NanoClock clock) {
    this.database = database;
    this.partitions = partitions;
    this.queues = queues;
    this.syncer = syncer;
    this.health = health;
    this.space = space;
    this.admission = admission;
    this.settings = settings;
    this.clock = clock;
    this.lastSpaceCheckNs = clock.monotonicNs();
    this.thread = Thread.ofPlatform().name("journal-writer").daemon().unstarted(this::run);
  }

  void start() {
    syncer.start(thread);
    thread.start();
  }

  long blocks() {
    return blocks.get();
  }

  long writtenBytes() {
    return writtenBytes.get();
  }

  /** Something was put into a queue. */
  void appended(long weightBefore, long weight) {
    if (idle || (weightBefore < EAGER_WEIGHT && weightBefore + weight >= EAGER_WEIGHT)) {
      LockSupport.unpark(thread);
    }
  }

  /** A reader has made progress, so that a lane may not be held any more. */
  void readerProgressed() {
    if (holding) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    boolean goesOn = true;
    while (goesOn) {
      try {
        goesOn = turn();
      } catch (Throwable e) {
        // Without this thread appends would wait for ever while the journal seems open.
        health.failedUnexpectedly(e);
      }
    }
  }

  /** One round or one wait; false when there is nothing left to do. */
  private boolean turn() {
    JournalException refusal = health.refusal();
    if (refusal != null) {
      queues.failAll(refusal);
    }
    if (finishing && queues.queuedWeight() == 0) {
      return false;
    }
    if (refusal != null || !takeRound()) {
      awaitAppend();
    } else {
      awaitTurn();
    }
    return true;
  }

  /** Writes one round; false if there is nothing to write. */
  private synchronized boolean takeRound() {
    checkSpace();
    if (!health.isOpen()) {
      return false;
    }
    Round round = new Round();
    holding = false;
    roundWeight = 0;
    try {
      for (AppendQueue queue : queues.inOrder()) {
        if (!queue.isEmpty()) {
          takeFrom(queue, round);
        }
      }
      if (round.appends.isEmpty()) {
        return false;
      }
      write(round);
    } catch (RuntimeException | Error e) {
      health.failedUnexpectedly(e);
      fail(round, health.refusal());
    }
    return true;
  }

  private void takeFrom(AppendQueue queue, Round round) {
    if (admission.apply(queue.lane) == Admission.HELD && !finishing) {
      holding = true;
      failExpired(queue);
      return;
    }
    boolean shared = queue.lane == Lane.BULK && !round.appends.isEmpty();
    long room = shared ? BULK_ROUND_WEIGHT : MOST_ROUND_WEIGHT;
    List<PendingAppend> taken = new ArrayList<>();
    PendingAppend append;
    while (room > 0 && (append = queue.poll()) != null) {
      round.appends.add(append);
      taken.add(append);
      room -= append.weight;
      roundWeight += append.weight;
    }
    PartitionLog partition = partitions.of(queue.lane);
    partition.assignedEnd =
        assembler.assemble(
            taken,
            partition.number,
            queue.lane,
            partition.assignedEnd,
            partitions.of(Lane.CONTEXT).assignedEnd,
            round.blocks::add);
  }

  /** Appends that were held for too long are answered, so that their senders can slow down. */
  private void failExpired(AppendQueue queue) {
    long oldestNs = clock.monotonicNs() - settings.maxHoldMs() * 1_000_000;
    PendingAppend append;
    while ((append = queue.peek()) != null && append.enqueuedNs - oldestNs <= 0) {
      queue.poll();
      queues.fail(
          append,
          new JournalException(
              JournalError.JOURNAL_BUSY,
              "A reader of the journal lags beyond its limit, so the "
                  + queue.lane
                  + " lane is held; try again later."));
    }
  }

  /**
   * Each block is a record of RocksDB's log of its own: what damage takes is one block. They become
   * durable with the same fsync all the same.
   */
  private void write(Round round) {
    try {
      for (Block block : round.blocks) {
        batch.clear();
        database.tryUse(
            open -> {
              put(block, open);
              return true;
            });
        database.write(batch);
        writtenBytes.addAndGet(batch.getDataSize());
        bytesSinceSpaceCheck += batch.getDataSize();
      }
      blocks.addAndGet(round.blocks.size());
      syncer.add(round);
    } catch (RocksDBException e) {
      health.failed(e);
      fail(round, health.refusal());
    } catch (JournalException e) {
      fail(round, e);
    }
  }

  private void put(Block block, Open open) throws RocksDBException {
    encoded.clear();
    codec.encode(block, partitions.get(block.partition()).durableEnd(), encoded);
    if (value.capacity() < encoded.size()) {
      value = ByteBuffer.allocateDirect(Math.max(encoded.size(), 2 * value.capacity()));
    }
    key.clear();
    Keys.putBlock(key, block.partition(), block.firstOffset());
    value.clear();
    value.put(encoded.array(), 0, encoded.size());
    batch.put(open.family(Family.BLOCKS), key.flip(), value.flip());
  }

  private void checkSpace() {
    long now = clock.monotonicNs();
    if (bytesSinceSpaceCheck > SPACE_CHECK_BYTES || now - lastSpaceCheckNs > SPACE_CHECK_NS) {
      bytesSinceSpaceCheck = 0;
      lastSpaceCheckNs = now;
      long free = space.freeBytes();
      if (free < space.reserveBytes()) {
        health.diskIsFull(free, space.reserveBytes());
      }
    }
  }

  private void fail(Round round, @Nullable JournalException why) {
    for (PendingAppend append : round.appends) {
      queues.fail(append, why == null ? Health.closedException() : why);
    }
  }

  /** Parks until there is something to write, or something held may go on or expires. */
  private void awaitAppend() {
    idle = true;
    try {
      boolean held = holding;
      if (finishing || (queues.queuedWeight() > 0 && !held)) {
        return;
      }
      if (held) {
        LockSupport.parkNanos(this, Math.max(1, settings.maxHoldMs() / 4) * 1_000_000);
      } else {
        LockSupport.park(this);
      }
    } finally {
      idle = false;
    }
  }

  /** Lets appends gather while the syncer could not take them anyway. */
  private void awaitTurn() {
    while (!finishing && queues.queuedWeight() < EAGER_WEIGHT) {
      if (syncer.isBusy()) {
        LockSupport.park(this);
        continue;
      }
      long left = syncer.lastStartNs() + leastIntervalNs() - System.nanoTime();
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(this, left);
    }
  }

  private long leastIntervalNs() {
    return settings.minSyncIntervalUs() * (roundWeight < BUSY_ROUND_WEIGHT ? 1_000 : 2_000);
  }

  /** Runs something while no round is being written. */
  synchronized void whileHeldOff(Runnable action) {
    action.run();
  }

  /** Writes what waits and ends. */
  void finish() throws InterruptedException {
    finishing = true;
    LockSupport.unpark(thread);
    thread.join();
    syncer.finish();
    batch.close();
  }
}
