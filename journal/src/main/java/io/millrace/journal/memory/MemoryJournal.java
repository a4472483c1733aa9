package io.millrace.journal.memory;

import io.millrace.journal.Admission;
import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Durability;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.JournalStatistics.HealthStatistics;
import io.millrace.journal.JournalStatistics.LaneStatistics;
import io.millrace.journal.JournalStatistics.LogStatistics;
import io.millrace.journal.Lag;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.engine.RegisteredReaders;
import io.millrace.model.time.NanoClock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The weak engine, a client of a {@link MemoryLog}. Futures complete on the thread that appends or
 * commits.
 */
public final class MemoryJournal implements Journal {
  private final MemoryLog log;
  private final MemoryJournalSettings settings;
  private final NanoClock clock;
  private final MemoryBlocks blocks;
  private final RegisteredReaders readers = new RegisteredReaders(() -> {});
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Map<Lane, LaneCount> counts = new EnumMap<>(Lane.class);
  private final long openedNs;
  private long waitingBytes;
  private boolean closed;

  /**
   * Opens the log.
   *
   * @throws JournalException with {@link JournalError#JOURNAL_LOCKED} if it is open already
   */
  public MemoryJournal(MemoryLog log, NanoClock clock, RandomGenerator random) {
    log.lock();
    this.log = log;
    this.settings = log.settings();
    this.clock = clock;
    this.openedNs = clock.nowNs();
    this.blocks = new MemoryBlocks(random, settings.largestHole());
    log.committedByReader()
        .forEach(
            (name, committed) ->
                readers.restore(name, allPartitions(), new LagPolicy.Overtaken(), committed));
  }

  private static final class LaneCount {
    private long records;
    private long payloadBytes;
    private long refused;
  }

  private LaneCount count(Lane lane) {
    return counts.computeIfAbsent(lane, l -> new LaneCount());
  }

  private record Pending(RecordBatch batch, Cursor end, CompletableFuture<Cursor> done) {}

  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    CompletableFuture<Cursor> done = new CompletableFuture<>();
    Cursor end;
    synchronized (this) {
      JournalException refusal = refusal(batch);
      if (refusal != null) {
        count(batch.lane()).refused += batch.size();
        return CompletableFuture.failedFuture(refusal);
      }
      end = write(batch);
      waitingBytes += batch.payloadBytes();
      pending.add(new Pending(batch, end, done));
    }
    if (settings.commitAtOnce()) {
      commitNext();
    }
    return done;
  }

  private @Nullable JournalException refusal(RecordBatch batch) {
    if (closed) {
      return closedException();
    }
    for (int i = 0; i < batch.size(); i++) {
      if (batch.payloadEnd(i) - batch.payloadStart(i) > settings.maxRecordBytes()) {
        return new JournalException(
            JournalError.JOURNAL_RECORD_TOO_LARGE,
            "Record "
                + i
                + " of the batch is larger than the journal's limit of "
                + settings.maxRecordBytes()
                + " bytes.");
      }
    }
    if (waitingBytes >= settings.maxWaitingBytes()) {
      return new JournalException(
          JournalError.JOURNAL_BUSY,
          "Too many records wait for the journal's writer; try again later.");
    }
    if (readers.admission(batch.lane(), this::lag) != Admission.OPEN) {
      return new JournalException(
          JournalError.JOURNAL_BUSY,
          "A reader of the journal lags beyond its limit; try again later.");
    }
    return null;
  }

  private Cursor write(RecordBatch batch) {
    long configurationVersion = log.partitions().get(contextPartition()).nextOffset();
    Cursor end = Cursor.START;
    for (int number : partitions(batch.lane())) {
      MemoryLog.Partition partition = log.partitions().get(number);
      int[] chosen =
          IntStream.range(0, batch.size()).filter(i -> partitionOf(batch, i) == number).toArray();
      if (chosen.length > 0) {
        Block block =
            blocks.of(batch, chosen, partition, partition.nextOffset(), configurationVersion);
        partition.write(block);
        end = end.with(number, block.nextOffset());
      }
    }
    return end;
  }

  private int partitionOf(RecordBatch batch, int i) {
    List<Integer> candidates = partitions(batch.lane());
    int hash = batch.origin(i).source().hashCode();
    return candidates.get(Math.floorMod(hash, candidates.size()));
  }

  /** Makes the oldest waiting append durable; false if none waits. */
  public boolean commitNext() {
    Pending next;
    synchronized (this) {
      next = pending.poll();
      if (next == null) {
        return false;
      }
      for (MemoryLog.Partition partition : log.partitions()) {
        partition.commit(next.end.next(partition.number));
      }
      waitingBytes -= next.batch.payloadBytes();
      LaneCount count = count(next.batch.lane());
      count.records += next.batch.size();
      count.payloadBytes += next.batch.payloadBytes();
      notifyAll();
    }
    next.done.complete(next.end);
    return true;
  }

  /** Removes records as early as a distributed log may, whoever still wants them. */
  public void retireBefore(int partition, long offset) {
    log.partitions().get(partition).retireBefore(offset);
  }

  /** Makes the block at the offset unreadable. */
  public void damage(int partition, long offset) {
    log.partitions().get(partition).damage(offset);
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return log.partitions().stream().filter(p -> p.lane == lane).map(p -> p.number).toList();
  }

  private List<Integer> allPartitions() {
    return log.partitions().stream().map(p -> p.number).toList();
  }

  private int contextPartition() {
    return log.partitions().size() - 1;
  }

  @Override
  public Cursor durableEnd() {
    Cursor end = Cursor.START;
    for (MemoryLog.Partition partition : log.partitions()) {
      end = end.with(partition.number, partition.durableEnd());
    }
    return end;
  }

  @Override
  public Cursor oldest() {
    Cursor oldest = Cursor.START;
    for (MemoryLog.Partition partition : log.partitions()) {
      oldest = oldest.with(partition.number, partition.oldest());
    }
    return oldest;
  }

  @Override
  public BlockReader read(List<Integer> partitions, Cursor from, RecordFilter filter) {
    List<MemoryLog.Partition> chosen = partitions.stream().map(log.partitions()::get).toList();
    return new MemoryReader(this, chosen, from, filter);
  }

  @Override
  public ReaderRegistration register(
      String reader, List<Integer> partitions, LagPolicy policy, Cursor committed) {
    log.committedByReader().put(reader, committed);
    return readers.register(reader, partitions, policy, committed);
  }

  @Override
  public void forget(String reader) {
    log.committedByReader().remove(reader);
    readers.forget(reader);
  }

  @Override
  public Lag lag(List<Integer> partitions, Cursor from) {
    long records = 0;
    long bytes = 0;
    long first = Long.MAX_VALUE;
    for (int number : partitions) {
      MemoryLog.Partition partition = log.partitions().get(number);
      for (Block block : partition.blocks()) {
        Block rest = block.from(from.next(number));
        if (rest != null && rest.nextOffset() <= partition.durableEnd()) {
          records += rest.size();
          bytes += rest.payloadBytes();
          first = Math.min(first, rest.receiveTimeNs(0));
        }
      }
    }
    return records == 0 ? Lag.NONE : new Lag(records, bytes, Math.max(0, clock.nowNs() - first));
  }

  @Override
  public JournalStatistics statistics() {
    long retired = log.partitions().stream().mapToLong(MemoryLog.Partition::retiredRecords).sum();
    synchronized (this) {
      return new JournalStatistics(
          closed ? JournalState.CLOSED : JournalState.OPEN,
          "",
          openedNs,
          durability(),
          Arrays.stream(Lane.values()).map(this::laneStatistics).toList(),
          readers.lags(this::lag),
          LogStatistics.NONE,
          new HealthStatistics(0, 0, 0, 0, 0, retired));
    }
  }

  private LaneStatistics laneStatistics(Lane lane) {
    LaneCount count = count(lane);
    Lag kept = lag(partitions(lane), Cursor.START);
    return new LaneStatistics(
        lane,
        readers.admission(lane, this::lag),
        count.records,
        count.payloadBytes,
        count.refused,
        pending.stream().filter(p -> p.batch.lane() == lane).mapToLong(p -> p.batch.size()).sum(),
        waitingBytes,
        kept.records(),
        kept.bytes());
  }

  @Override
  public Durability durability() {
    return settings.durability();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  static JournalException closedException() {
    return new JournalException(JournalError.JOURNAL_CLOSED, "The journal was closed.");
  }

  /** Dies as a process does: nothing waiting is committed, futures never complete. */
  public void crash(RandomGenerator random) {
    synchronized (this) {
      closed = true;
      pending.clear();
      notifyAll();
    }
    log.crash(random);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    while (commitNext()) {
      // What was taken over is finished before closing.
    }
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    log.unlock();
  }
}
