package io.millrace.journal.rocksdb;

import io.millrace.journal.Admission;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Durability;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
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
import io.millrace.journal.engine.RocksDbLog;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBufferManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in a folder of this machine: durable means fsynced here. */
public final class RocksDbJournal implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(RocksDbJournal.class);

  private final RocksDbJournalSettings settings;
  private final NanoClock clock;
  private final Health health;
  private final Partitions partitions;
  private final AppendQueues queues;
  private final RegisteredReaders readers;
  private final JournalDatabaseOptions options;
  private final JournalDatabase database;
  private final ChannelNames names;
  private final LoadedSegments loaded;
  private final DurableSignal signal;
  private final DiskSpace space;
  private final LogSyncer syncer;
  private final LogWriter writer;
  private final Recovery recovery;
  private final Retention retention;
  private final Upkeep upkeep;
  private volatile boolean closing;

  /**
   * Opens or creates the journal and starts its threads.
   *
   * @param folder its folder, for it alone
   * @param cache block cache, shared by all databases of the process; not closed here
   * @param memory charged with the memtables of all databases; not closed here
   * @throws JournalException with {@link JournalError#JOURNAL_LOCKED} if it is open already, {@link
   *     JournalError#JOURNAL_DISK_FULL}, {@link JournalError#JOURNAL_STORAGE_FAILED} or {@link
   *     JournalError#JOURNAL_BLOCK_DAMAGED} if it cannot be opened
   */
  public RocksDbJournal(
      Path folder,
      RocksDbJournalSettings settings,
      Cache cache,
      WriteBufferManager memory,
      NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
    this.health = new Health(folder, clock, this::wakeUpkeep);
    this.partitions = new Partitions(settings.tailBytes());
    this.queues = new AppendQueues(settings);
    RocksDbLog log = new RocksDbLog("journal");
    this.options = new JournalDatabaseOptions(settings, cache, memory, log);
    this.database = new JournalDatabase(folder, options, log);
    this.names = new ChannelNames(database);
    this.loaded = new LoadedSegments(settings.scanCacheBytes());
    this.signal = new DurableSignal();
    this.syncer = new LogSyncer(database, partitions, queues, health, signal);
    this.readers = new RegisteredReaders(this::readerProgressed);
    this.space = new DiskSpace(folder, settings.reserveBytes());
    this.writer =
        new LogWriter(
            database,
            partitions,
            queues,
            syncer,
            health,
            space,
            this::admissionNow,
            settings,
            clock);
    this.recovery = new Recovery(database, new BlockSalvage(database, options), health);
    this.retention =
        new Retention(database, partitions, names, loaded, readers, health, settings, clock);
    this.upkeep =
        new Upkeep(
            database,
            partitions,
            recovery,
            new Sealer(database, options, names, health, settings.segmentBytes()),
            retention,
            readers,
            writer,
            syncer,
            health,
            space,
            settings);
    syncer.onDurable(upkeep::published);
    try {
      database.open(recovery::repairLog);
      recovery.restore(partitions, names, readers);
    } catch (RuntimeException e) {
      signal.close();
      database.close();
      throw e;
    }
    writer.start();
    upkeep.start();
  }

  private void wakeUpkeep() {
    upkeep.wake();
  }

  private void readerProgressed() {
    writer.readerProgressed();
  }

  private Admission admissionNow(Lane lane) {
    return readers.admission(lane, this::lag);
  }

  @Override
  public CompletableFuture<Cursor> append(RecordBatch batch) {
    AppendQueue queue = queues.of(batch.lane());
    JournalException refusal = refusal(batch);
    if (refusal != null) {
      queue.refused(batch.size());
      return CompletableFuture.failedFuture(refusal);
    }
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(Cursor.START);
    }
    PendingAppend append = new PendingAppend(batch, clock.monotonicNs());
    long weightBefore = queues.queuedWeight();
    if (!queue.offer(append)) {
      queue.refused(batch.size());
      return CompletableFuture.failedFuture(
          new JournalException(
              JournalError.JOURNAL_BUSY,
              "Too many records wait for the journal's writer; try again later."));
    }
    writer.appended(weightBefore, append.weight);
    return append;
  }

  private @Nullable JournalException refusal(RecordBatch batch) {
    if (closing) {
      return Health.closedException();
    }
    JournalException refusal = health.refusal();
    if (refusal == null && batch.payloadBytes() > settings.maxRecordBytes()) {
      for (int i = 0; i < batch.size(); i++) {
        int length = batch.payloadEnd(i) - batch.payloadStart(i);
        if (length > settings.maxRecordBytes()) {
          return new JournalException(
              JournalError.JOURNAL_RECORD_TOO_LARGE,
              "A record of "
                  + length
                  + " bytes is larger than the journal's limit of "
                  + settings.maxRecordBytes()
                  + " bytes; send it in parts or raise the limit.");
        }
      }
    }
    return refusal;
  }

  @Override
  public List<Integer> partitions(Lane lane) {
    return List.of(partitions.of(lane).number);
  }

  @Override
  public Cursor durableEnd() {
    return partitions.cursor(PartitionLog::durableEnd);
  }

  @Override
  public Cursor oldest() {
    return partitions.cursor(PartitionLog::oldest);
  }

  @Override
  public BlockReader read(List<Integer> chosen, Cursor from, RecordFilter filter) {
    List<PartitionReader> readersOfPartitions =
        chosen.stream()
            .map(
                number ->
                    new PartitionReader(
                        database,
                        names,
                        loaded,
                        partitions.get(number),
                        from.next(number),
                        filter,
                        health))
            .toList();
    return new RocksDbReader(health, readersOfPartitions, from, signal.waiter());
  }

  @Override
  public ReaderRegistration register(
      String reader, List<Integer> chosen, LagPolicy policy, Cursor committed) {
    ReaderRegistration registration = readers.register(reader, chosen, policy, committed);
    upkeep.readersChanged();
    return registration;
  }

  @Override
  public void forget(String reader) {
    readers.forget(reader);
    upkeep.readersChanged();
  }

  @Override
  public Lag lag(List<Integer> chosen, Cursor from) {
    return partitions.lag(chosen, from, clock.nowNs());
  }

  @Override
  public Durability durability() {
    return new Durability.FsyncedHere();
  }

  @Override
  public JournalStatistics statistics() {
    Health.Condition condition = health.condition();
    return new JournalStatistics(
        condition.state(),
        condition.reason(),
        condition.sinceNs(),
        durability(),
        Arrays.stream(Lane.values()).map(this::laneStatistics).toList(),
        readers.lags(this::lag),
        logStatistics(),
        new HealthStatistics(
            health.storageFailures.get(),
            health.reopenings.get(),
            health.discardedRecords.get(),
            health.tornTails.get(),
            health.damagedRecords.get(),
            health.retiredRecords.get()));
  }

  private LaneStatistics laneStatistics(Lane lane) {
    AppendQueue queue = queues.of(lane);
    Lag kept = lag(partitions(lane), Cursor.START);
    return new LaneStatistics(
        lane,
        health.isOpen() ? admissionNow(lane) : Admission.REFUSED,
        queue.records(),
        queue.payloadBytes(),
        queue.refusedRecords(),
        queue.waitingRecords(),
        queue.waitingBytes(),
        kept.records(),
        kept.bytes());
  }

  private LogStatistics logStatistics() {
    long segments = 0;
    long segmentBytes = 0;
    long tailBytes = 0;
    for (PartitionLog log : partitions.all()) {
      tailBytes += log.tail.bytes();
      for (SegmentEntry segment : log.segments().values()) {
        segments++;
        segmentBytes += segment.storedBytes();
      }
    }
    return new LogStatistics(
        writer.blocks(),
        syncer.syncs.get(),
        syncer.syncNsTotal.get(),
        syncer.longestSyncNs.get(),
        writer.writtenBytes(),
        segments,
        segmentBytes,
        space.usedBytes(),
        tailBytes);
  }

  /** Removes records as retention does, for tests. */
  void retireBefore(int partition, long offset) {
    upkeep.alone(() -> retention.retire(partitions.get(partition), offset));
  }

  /** Runs something while upkeep rests, for tests. */
  void whileUpkeepRests(Runnable action) {
    upkeep.alone(action);
  }

  /** What a partition's blocks that are not sealed are thought to weigh, for tests. */
  long unsealedBytes(int partition) {
    return partitions.get(partition).unsealedBytes();
  }

  /** Up to which offset a partition is sealed, for tests. */
  long sealedEnd(int partition) {
    return partitions.get(partition).sealedEnd();
  }

  /** Moves blocks from the memtable into a file, for tests. */
  void flush() {
    database.flush();
  }

  /** Bytes of the files that hold segments, for tests. */
  long segmentFileBytes() {
    return database.property(Family.SEGMENTS, "rocksdb.total-sst-files-size");
  }

  /** Bytes that RocksDB's compaction has written since the journal was opened. */
  long compactedBytes() {
    return options.statistics().getTickerCount(TickerType.COMPACT_WRITE_BYTES);
  }

  /** Writes and acknowledges what waits, then closes; readers are told that it is closed. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      upkeep.finish();
      writer.finish();
      if (health.isOpen()) {
        recovery.writeFloors(partitions);
        upkeep.storeReaders();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JournalException e) {
      LOG.warn("The journal could not be closed cleanly; nothing is lost.", e);
    } finally {
      health.closed();
      signal.close();
      database.close();
    }
  }
}
