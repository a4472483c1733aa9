package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.engine.RocksDbLog;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/** How RocksDB is set up, and why. */
final class JournalDatabaseOptions implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  /** Level 1 of zstd costs about as much as LZ4 here and yields half the bytes. */
  private static final int ZSTD_LEVEL = 1;

  private static final long META_MEMTABLE_BYTES = 4 << 20;

  private final DBOptions database;
  private final ColumnFamilyOptions meta;
  private final ColumnFamilyOptions blocks;
  private final ColumnFamilyOptions segments;
  private final CompressionOptions zstd = new CompressionOptions().setLevel(ZSTD_LEVEL);
  private final Statistics statistics = new Statistics();

  JournalDatabaseOptions(
      RocksDbJournalSettings settings, Cache cache, WriteBufferManager memory, RocksDbLog log) {
    statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
    database =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setLogger(log)
            .setStatistics(statistics)
            .setWriteBufferManager(memory)
            // One writer: what concurrent writers need only costs.
            .setAllowConcurrentMemtableWrite(false)
            .setEnableWriteThreadAdaptiveYield(false)
            // Damage in the log must not take the rest with it: we find the hole by its offsets.
            .setWalRecoveryMode(WALRecoveryMode.SkipAnyCorruptedRecords)
            .setMaxTotalWalSize(settings.logBytes())
            .setMaxOpenFiles(settings.maxOpenFiles())
            .setSkipStatsUpdateOnDbOpen(true)
            .setMaxBackgroundJobs(2)
            .setMaxManifestFileSize(16 << 20)
            // We decide ourselves when a failure is over.
            .setMaxBgErrorResumeCount(0)
            // An idle journal writes nothing.
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
    meta =
        family(META_MEMTABLE_BYTES, CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(table(cache, 4 * 1024));
    blocks =
        family(settings.memtableBytes(), CompressionType.NO_COMPRESSION)
            .setTableFormatConfig(table(cache, 4 * 1024))
            // Flushed blocks soon fall to a range tombstone; do not wait for more of them.
            .setLevel0FileNumCompactionTrigger(2);
    segments =
        family(META_MEMTABLE_BYTES, CompressionType.ZSTD_COMPRESSION)
            .setCompressionOptions(zstd)
            // Smaller than any part, so that each part of a segment is a block of its own.
            .setTableFormatConfig(table(cache, 1024));
  }

  private static ColumnFamilyOptions family(long memtableBytes, CompressionType compression) {
    return new ColumnFamilyOptions()
        .setCompactionStyle(CompactionStyle.LEVEL)
        .setTtl(0)
        .setPeriodicCompactionSeconds(0)
        .setWriteBufferSize(memtableBytes)
        .setMaxWriteBufferNumber(4)
        .setCompressionType(compression);
  }

  private static BlockBasedTableConfig table(Cache cache, long blockBytes) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setCacheIndexAndFilterBlocks(true)
        .setBlockSize(blockBytes)
        .setChecksumType(ChecksumType.kXXH3);
  }

  DBOptions database() {
    return database;
  }

  /**
   * Whether from the next opening on a file that cannot be read does not keep the database from
   * being opened. Not the default, since RocksDB then also goes on after failures that we want to
   * see.
   */
  void tolerateDamagedFiles(boolean tolerate) {
    database.setParanoidChecks(!tolerate);
  }

  ColumnFamilyOptions family(Family family) {
    return switch (family) {
      case UNUSED, META -> meta;
      case BLOCKS -> blocks;
      case SEGMENTS -> segments;
    };
  }

  /** All families, in the order in which they are opened. */
  List<ColumnFamilyDescriptor> descriptors() {
    return Arrays.stream(Family.values()).map(this::descriptor).toList();
  }

  ColumnFamilyDescriptor descriptor(Family family) {
    return new ColumnFamilyDescriptor(family.stored().getBytes(UTF_8), family(family));
  }

  /** Options for reading or writing a file of a family beside the database. */
  Options forFilesOf(Family family) {
    return new Options(database, family(family));
  }

  Statistics statistics() {
    return statistics;
  }

  @Override
  public void close() {
    database.close();
    meta.close();
    blocks.close();
    segments.close();
    zstd.close();
    statistics.close();
  }
}
