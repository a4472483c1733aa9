package io.millrace.history.store.rocksdb;

/**
 * How the embedded engine uses memory and disk.
 *
 * @param memtableBytes how much is collected in memory before a column family writes a file; larger
 *     means fewer, larger files and less rewriting, from 1 MiB to 256 MiB
 * @param logBytes how large the write-ahead log may grow before the memory behind it is written to
 *     files, from 1 MiB to 1 GiB; bounds the time to open after a crash
 * @param maxOpenFiles how many files are kept open, from 16 to 10,000
 */
public record RocksStoreSettings(long memtableBytes, long logBytes, int maxOpenFiles) {
  private static final long MIB = 1 << 20;

  /** What suits a machine with some gigabytes of memory. */
  public static final RocksStoreSettings DEFAULTS = new RocksStoreSettings(16 * MIB, 64 * MIB, 256);

  public RocksStoreSettings {
    if (memtableBytes < MIB || memtableBytes > 256 * MIB) {
      throw new IllegalArgumentException(
          "History's memtable must have 1 MiB to 256 MiB, not " + memtableBytes + " bytes.");
    }
    if (logBytes < MIB || logBytes > 1024 * MIB) {
      throw new IllegalArgumentException(
          "History's write-ahead log must have 1 MiB to 1 GiB, not " + logBytes + " bytes.");
    }
    if (maxOpenFiles < 16 || maxOpenFiles > 10_000) {
      throw new IllegalArgumentException(
          "History must keep 16 to 10,000 files open, not " + maxOpenFiles + ".");
    }
  }
}
