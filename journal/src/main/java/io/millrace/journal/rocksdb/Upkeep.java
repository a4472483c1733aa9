package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalException;
import io.millrace.journal.engine.RegisteredReaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks after the journal: reopens it after a failure, notices when there is room
 * again, and keeps registered readers on disk.
 */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long FIRST_BACK_OFF_MS = 100;
  private static final long LONGEST_BACK_OFF_MS = 30_000;
  private static final long SPACE_INTERVAL_MS = 1_000;
  private static final long SEAL_PAUSE_MS = 30_000;
  private static final long UNKNOWN_ERROR_PAUSE_MS = 1_000;

  private final JournalDatabase database;
  private final Partitions partitions;
  private final Recovery recovery;
  private final Sealer sealer;
  private final Retention retention;
  private final RegisteredReaders readers;
  private final LogWriter writer;
  private final LogSyncer syncer;
  private final Health health;
  private final DiskSpace space;
  private final RocksDbJournalSettings settings;
  private final Thread thread;
  private final Map<String, StoredReader> storedReaders = new HashMap<>();
  private long sealFromNs = System.nanoTime();
  private final Object working = new Object();
  private long nextLookNs = System.nanoTime();
  private long backOffMs = FIRST_BACK_OFF_MS;
  private volatile boolean readersChanged;
  private volatile boolean finishing;

  Upkeep(
      JournalDatabase database,
      Partitions partitions,
      Recovery recovery,
      Sealer sealer,
      Retention retention,
      RegisteredReaders readers,
      LogWriter writer,
      LogSyncer syncer,
      Health health,
      DiskSpace space,
      RocksDbJournalSettings settings) {
    this.database = database;
    this.partitions = partitions;
    this.recovery = recovery;
    this.sealer = sealer;
    this.retention = retention;
    this.readers = readers;
    this.writer = writer;
    this.syncer = syncer;
    this.health = health;
    this.space = space;
    this.settings = settings;
    this.thread = Thread.ofPlatform().name("journal-upkeep").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Registered readers have changed. */
  void readersChanged() {
    readersChanged = true;
    LockSupport.unpark(thread);
  }

  /** Something has gone wrong. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Records have become durable: there may be enough for a segment. */
  void published() {
    for (PartitionLog log : partitions.all()) {
      if (sealer.isDue(log)) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** Runs something while upkeep does nothing else. */
  void alone(Runnable action) {
    synchronized (working) {
      action.run();
    }
  }

  private void run() {
    while (!finishing) {
      long pauseMs = settings.upkeepIntervalMs();
      try {
        synchronized (working) {
          if (health.isOpen()) {
            backOffMs = FIRST_BACK_OFF_MS;
            lookAfter();
          } else {
            pauseMs = recover();
          }
        }
      } catch (JournalException | IOException e) {
        LOG.warn("Upkeep of the journal failed and will be tried again: {}", e.getMessage(), e);
        pauseMs = FIRST_BACK_OFF_MS;
      } catch (Throwable e) {
        // Appends need no upkeep for a while, but nothing reopens the journal without this thread.
        health.storageFailures.incrementAndGet();
        LOG.error("Upkeep of the journal met an unknown error and will be tried again.", e);
        pauseMs = UNKNOWN_ERROR_PAUSE_MS;
      }
      if (!finishing) {
        LockSupport.parkNanos(this, pauseMs * 1_000_000);
      }
    }
  }

  private void lookAfter() throws IOException {
    if (space.isLow()) {
      health.diskIsFull(space.freeBytes(), space.reserveBytes());
      return;
    }
    seal();
    if (readersChanged) {
      readersChanged = false;
      storeReaders();
    }
    if (System.nanoTime() - nextLookNs >= 0) {
      nextLookNs = System.nanoTime() + settings.upkeepIntervalMs() * 1_000_000;
      space.layInBallast();
      storeReaders();
      retention.run();
    }
  }

  private void seal() throws IOException {
    for (PartitionLog log : partitions.all()) {
      while (!finishing
          && health.isOpen()
          && sealer.isDue(log)
          && System.nanoTime() >= sealFromNs) {
        try {
          if (!sealer.seal(log)) {
            break;
          }
        } catch (IOException | RuntimeException | Error e) {
          // Blocks are as good as segments, only larger: nothing is lost by waiting.
          sealFromNs = System.nanoTime() + SEAL_PAUSE_MS * 1_000_000;
          throw e;
        }
      }
    }
  }

  /** Registered readers outlive the process; written only when they have moved. */
  void storeReaders() {
    Map<String, StoredReader> now = new HashMap<>();
    readers.known().forEach(reader -> now.put(reader.name(), StoredReader.of(reader)));
    if (now.equals(storedReaders)) {
      return;
    }
    database.writeDurably(
        (batch, open) -> {
          for (Map.Entry<String, StoredReader> reader : now.entrySet()) {
            if (!reader.getValue().equals(storedReaders.get(reader.getKey()))) {
              batch.put(
                  open.family(Family.META),
                  Keys.reader(reader.getKey()),
                  reader.getValue().encode());
            }
          }
          for (String name : storedReaders.keySet()) {
            if (!now.containsKey(name)) {
              batch.delete(open.family(Family.META), Keys.reader(name));
            }
          }
        });
    storedReaders.clear();
    storedReaders.putAll(now);
  }

  /** One attempt to take appends again; returns how long to wait for the next. */
  private long recover() throws InterruptedException, IOException {
    if (health.condition().broken()) {
      backOffMs = Math.min(2 * backOffMs, LONGEST_BACK_OFF_MS);
      syncer.awaitIdle();
      space.dropBallast();
      writer.whileHeldOff(this::reopen);
      if (health.condition().broken()) {
        return backOffMs;
      }
    }
    if (space.hasRecovered()) {
      space.layInBallast();
      health.recovered();
      return 0;
    }
    return SPACE_INTERVAL_MS;
  }

  private void reopen() {
    LOG.info("The journal is being closed and opened again.");
    database.closeForNow();
    try {
      database.open(() -> {});
      recovery.discardUnacknowledged(partitions);
      health.reopened();
    } catch (JournalException e) {
      LOG.warn("The journal cannot be opened again yet: {}", e.getMessage());
      keepReadable();
    }
  }

  private void keepReadable() {
    try {
      database.closeForNow();
      database.openForReading();
    } catch (RocksDBException e) {
      LOG.warn("Nor can it be read meanwhile: {}", e.getMessage());
    }
  }

  void finish() throws InterruptedException {
    finishing = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
