package io.millrace.bench.journal;

import io.millrace.journal.RecordBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** The peers: payloads put on disk and fsynced, and nothing else. No reader, index or check. */
final class RawDisk {
  static {
    RocksDB.loadLibrary();
  }

  private RawDisk() {}

  /** Records per second that RocksDB takes, a batch per value, an fsync per value. */
  static double rocksDbBatches(Path folder, int recordsPerBatch, double seconds)
      throws RocksDBException {
    List<byte[]> values = batches(recordsPerBatch);
    try (Options options = new Options().setCreateIfMissing(true);
        WriteOptions synced = new WriteOptions().setSync(true);
        RocksDB db = RocksDB.open(options, folder.toString())) {
      return rate(
          seconds,
          recordsPerBatch,
          number -> db.put(synced, key(number), values.get((int) (number % values.size()))));
    }
  }

  /** Records per second that a file takes, a write and an fsync for each batch. */
  static double fileBatches(Path file, int recordsPerBatch, double seconds) throws Exception {
    List<byte[]> values = batches(recordsPerBatch);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return rate(
          seconds,
          recordsPerBatch,
          number -> {
            writeFully(out, values.get((int) (number % values.size())));
            out.force(false);
          });
    }
  }

  /** Records per second when so many threads put single records, each with an fsync. */
  static double rocksDbSingles(Path folder, int threads, double seconds) throws Exception {
    byte[] value = batches(1).getFirst();
    AtomicLong number = new AtomicLong();
    LongAdder puts = new LongAdder();
    try (Options options = new Options().setCreateIfMissing(true);
        WriteOptions synced = new WriteOptions().setSync(true);
        RocksDB db = RocksDB.open(options, folder.toString())) {
      long beginNs = System.nanoTime();
      List<Thread> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      while ((System.nanoTime() - beginNs) / 1e9 < seconds) {
                        put(db, synced, key(number.getAndIncrement()), value);
                        puts.increment();
                      }
                    }));
      }
      for (Thread thread : all) {
        thread.join();
      }
      return puts.sum() / ((System.nanoTime() - beginNs) / 1e9);
    }
  }

  private static void put(RocksDB db, WriteOptions how, byte[] key, byte[] value) {
    try {
      db.put(how, key, value);
    } catch (RocksDBException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Write<E extends Exception> {
    void write(long number) throws E;
  }

  private static <E extends Exception> double rate(double seconds, int records, Write<E> write)
      throws E {
    long beginNs = System.nanoTime();
    long number = 0;
    while ((System.nanoTime() - beginNs) / 1e9 < seconds) {
      write.write(number++);
    }
    return number * records / ((System.nanoTime() - beginNs) / 1e9);
  }

  private static List<byte[]> batches(int records) {
    Telemetry telemetry = new Telemetry(1);
    List<byte[]> values = new ArrayList<>();
    for (int b = 0; b < 16; b++) {
      RecordBatch batch = telemetry.batch(records);
      byte[] value = new byte[batch.payloadBytes()];
      System.arraycopy(batch.payloads(), 0, value, 0, value.length);
      values.add(value);
    }
    return values;
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      out.write(left);
    }
  }
}
