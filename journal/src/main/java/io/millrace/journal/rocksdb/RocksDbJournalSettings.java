package io.millrace.journal.rocksdb;

/**
 * Sizes and times of the embedded journal. The defaults suit a server with 2 cores and 1 GB; a
 * Raspberry Pi takes {@link #small}.
 *
 * @param maxRecordBytes largest payload, 1 to 256 MiB
 * @param maxWaitingBytes memory of appends that wait for the writer or for fsync, per lane; from
 *     there on appends fail as busy. The last batch before that may be larger than what was left
 * @param maxWaitingRecords the same in records
 * @param maxHoldMs how long an append waits for a lagging reader before it fails as busy
 * @param minSyncIntervalUs least time from one fsync to the next; a single message after a pause is
 *     written at once, a stream of messages shares its fsyncs, and many messages wait up to twice
 *     as long. Larger values save an SD card
 * @param tailBytes memory for the newest blocks, from which readers that keep up are served, three
 *     quarters of it for the live lane; with half as much again as {@code segmentBytes} there,
 *     blocks need not be read from disk to be sealed
 * @param segmentBytes payload that is gathered before it is sealed, at most 1 GiB; larger segments
 *     make filtered reading cheaper and need about twice their size of heap while they are sealed
 *     or scanned
 * @param scanCacheBytes memory for sealed segments that are being read in full
 * @param memtableBytes size at which RocksDB's memtable is flushed
 * @param logBytes size at which RocksDB's write-ahead log is shortened, by a flush
 * @param maxOpenFiles sealed segments that are kept open
 * @param retentionBytes disk budget; the oldest segments go when it is exceeded
 * @param bulkRetentionAgeMs age at which the bulk lane's records go
 * @param retentionAgeMs age at which the live lane's records go
 * @param reserveBytes free disk space below which appends are refused; a quarter more is a file
 *     that is given up when the disk is full all the same, so that RocksDB can still close and
 *     reopen
 * @param upkeepIntervalMs how often retention, disk space and registered readers are looked after
 */
public record RocksDbJournalSettings(
    int maxRecordBytes,
    long maxWaitingBytes,
    int maxWaitingRecords,
    long maxHoldMs,
    long minSyncIntervalUs,
    long tailBytes,
    int segmentBytes,
    long scanCacheBytes,
    long memtableBytes,
    long logBytes,
    int maxOpenFiles,
    long retentionBytes,
    long retentionAgeMs,
    long bulkRetentionAgeMs,
    long reserveBytes,
    long upkeepIntervalMs) {
  private static final long MIB = 1L << 20;
  private static final long DAY_MS = 24L * 60 * 60 * 1000;

  /** For a server: 20 GiB and 30 days of raw data. */
  public static final RocksDbJournalSettings DEFAULT =
      new RocksDbJournalSettings(
          (int) (16 * MIB),
          32 * MIB,
          200_000,
          5_000,
          1_000,
          56 * MIB,
          (int) (24 * MIB),
          96 * MIB,
          64 * MIB,
          128 * MIB,
          512,
          20_480 * MIB,
          30 * DAY_MS,
          30 * DAY_MS,
          256 * MIB,
          30_000);

  public RocksDbJournalSettings {
    require(maxRecordBytes > 0 && maxRecordBytes <= 256 * MIB, "maxRecordBytes", maxRecordBytes);
    require(maxWaitingBytes > 0, "maxWaitingBytes", maxWaitingBytes);
    require(maxWaitingRecords > 0, "maxWaitingRecords", maxWaitingRecords);
    require(maxHoldMs >= 0, "maxHoldMs", maxHoldMs);
    require(minSyncIntervalUs >= 0, "minSyncIntervalUs", minSyncIntervalUs);
    require(tailBytes >= 0, "tailBytes", tailBytes);
    require(segmentBytes > 0 && segmentBytes <= 1024 * MIB, "segmentBytes", segmentBytes);
    require(scanCacheBytes >= 0, "scanCacheBytes", scanCacheBytes);
    require(memtableBytes >= 64 * 1024, "memtableBytes", memtableBytes);
    require(logBytes >= memtableBytes, "logBytes", logBytes);
    require(maxOpenFiles > 0, "maxOpenFiles", maxOpenFiles);
    require(retentionBytes > 0, "retentionBytes", retentionBytes);
    require(retentionAgeMs > 0, "retentionAgeMs", retentionAgeMs);
    require(bulkRetentionAgeMs > 0, "bulkRetentionAgeMs", bulkRetentionAgeMs);
    require(reserveBytes >= 0, "reserveBytes", reserveBytes);
    require(upkeepIntervalMs > 0, "upkeepIntervalMs", upkeepIntervalMs);
  }

  /** For a machine with 1 GB of memory and an SD card: smaller buffers, four fsyncs a second. */
  public static RocksDbJournalSettings small() {
    return new RocksDbJournalSettings(
        (int) (4 * MIB),
        8 * MIB,
        50_000,
        5_000,
        250_000,
        8 * MIB,
        (int) (8 * MIB),
        24 * MIB,
        16 * MIB,
        32 * MIB,
        128,
        4_096 * MIB,
        30 * DAY_MS,
        30 * DAY_MS,
        256 * MIB,
        60_000);
  }

  private static void require(boolean holds, String name, long value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The journal's setting " + name + " cannot be " + value + ".");
    }
  }

  /** These settings, to be changed. */
  public Builder change() {
    return new Builder(this);
  }

  /** Settings that differ from others in some values. */
  public static final class Builder {
    private int maxRecordBytes;
    private long maxWaitingBytes;
    private int maxWaitingRecords;
    private long maxHoldMs;
    private long minSyncIntervalUs;
    private long tailBytes;
    private int segmentBytes;
    private long scanCacheBytes;
    private long memtableBytes;
    private long logBytes;
    private int maxOpenFiles;
    private long retentionBytes;
    private long retentionAgeMs;
    private long bulkRetentionAgeMs;
    private long reserveBytes;
    private long upkeepIntervalMs;

    private Builder(RocksDbJournalSettings from) {
      maxRecordBytes = from.maxRecordBytes;
      maxWaitingBytes = from.maxWaitingBytes;
      maxWaitingRecords = from.maxWaitingRecords;
      maxHoldMs = from.maxHoldMs;
      minSyncIntervalUs = from.minSyncIntervalUs;
      tailBytes = from.tailBytes;
      segmentBytes = from.segmentBytes;
      scanCacheBytes = from.scanCacheBytes;
      memtableBytes = from.memtableBytes;
      logBytes = from.logBytes;
      maxOpenFiles = from.maxOpenFiles;
      retentionBytes = from.retentionBytes;
      retentionAgeMs = from.retentionAgeMs;
      bulkRetentionAgeMs = from.bulkRetentionAgeMs;
      reserveBytes = from.reserveBytes;
      upkeepIntervalMs = from.upkeepIntervalMs;
    }

    /** See {@link RocksDbJournalSettings#maxRecordBytes}. */
    public Builder maxRecordBytes(int value) {
      maxRecordBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#maxWaitingBytes}. */
    public Builder maxWaitingBytes(long value) {
      maxWaitingBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#maxWaitingRecords}. */
    public Builder maxWaitingRecords(int value) {
      maxWaitingRecords = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#maxHoldMs}. */
    public Builder maxHoldMs(long value) {
      maxHoldMs = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#minSyncIntervalUs}. */
    public Builder minSyncIntervalUs(long value) {
      minSyncIntervalUs = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#tailBytes}. */
    public Builder tailBytes(long value) {
      tailBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#segmentBytes}. */
    public Builder segmentBytes(int value) {
      segmentBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#scanCacheBytes}. */
    public Builder scanCacheBytes(long value) {
      scanCacheBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#memtableBytes}. */
    public Builder memtableBytes(long value) {
      memtableBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#logBytes}. */
    public Builder logBytes(long value) {
      logBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#maxOpenFiles}. */
    public Builder maxOpenFiles(int value) {
      maxOpenFiles = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#retentionBytes}. */
    public Builder retentionBytes(long value) {
      retentionBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#retentionAgeMs}. */
    public Builder retentionAgeMs(long value) {
      retentionAgeMs = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#bulkRetentionAgeMs}. */
    public Builder bulkRetentionAgeMs(long value) {
      bulkRetentionAgeMs = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#reserveBytes}. */
    public Builder reserveBytes(long value) {
      reserveBytes = value;
      return this;
    }

    /** See {@link RocksDbJournalSettings#upkeepIntervalMs}. */
    public Builder upkeepIntervalMs(long value) {
      upkeepIntervalMs = value;
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public RocksDbJournalSettings build() {
      return new RocksDbJournalSettings(
          maxRecordBytes,
          maxWaitingBytes,
          maxWaitingRecords,
          maxHoldMs,
          minSyncIntervalUs,
          tailBytes,
          segmentBytes,
          scanCacheBytes,
          memtableBytes,
          logBytes,
          maxOpenFiles,
          retentionBytes,
          retentionAgeMs,
          bulkRetentionAgeMs,
          reserveBytes,
          upkeepIntervalMs);
    }
  }
}
