package io.millrace.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.rocksdb.LogFile.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB's write-ahead log, read and written by us. */
class LogFileTest {
  private static final int BLOCK_BYTES = 32 * 1024;

  @TempDir Path folder;

  @Test
  void we_read_what_rocksdb_wrote_and_rocksdb_reads_what_we_wrote() throws Exception {
    Path database = folder.resolve("db");
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Random random = new Random(1);
    int batches = 2_000;
    try (Options options = new Options().setCreateIfMissing(true);
        WriteOptions writing = new WriteOptions();
        RocksDB db = RocksDB.open(options, database.toString())) {
      for (int i = 0; i < batches; i++) {
        try (WriteBatch batch = new WriteBatch()) {
          // All lengths of a rest of a block occur sooner or later.
          batch.put(key(i), new byte[random.nextInt(random.nextInt(20) == 0 ? 80_000 : 300)]);
          db.write(writing, batch);
        }
      }
      for (Path file : files(database)) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path log =
        files(copy).stream().filter(f -> f.toString().endsWith(".log")).findAny().orElseThrow();
    List<byte[]> records = new ArrayList<>();

    Condition condition = LogFile.read(log, records::add);
    LogFile.write(log, records);

    assertThat(condition).isEqualTo(new Condition(batches, 0, 0, false));
    try (Options options = new Options();
        RocksDB db = RocksDB.open(options, copy.toString())) {
      for (int i = 0; i < batches; i++) {
        assertThat(db.get(key(i))).isNotNull();
      }
    }
  }

  @Test
  void records_of_every_length_come_back() throws IOException {
    Path file = folder.resolve("log");
    for (int around = -20; around <= 20; around++) {
      List<byte[]> records =
          List.of(
              record(1, BLOCK_BYTES - 40 + around),
              record(2, 100),
              record(3, 70_000),
              record(4, 12));
      LogFile.write(file, records);
      List<byte[]> read = new ArrayList<>();
      assertThat(LogFile.read(file, read::add)).isEqualTo(new Condition(4, 0, 0, false));
      assertThat(read).hasSize(4);
      for (int i = 0; i < 4; i++) {
        assertThat(read.get(i)).isEqualTo(records.get(i));
      }
    }
  }

  @Test
  void damage_takes_the_records_that_it_hits_and_no_others() throws IOException {
    Path file = folder.resolve("log");
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      List<byte[]> records = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        records.add(
            record(1 + 3L * i, 12 + random.nextInt(random.nextInt(10) == 0 ? 40_000 : 400)));
      }
      LogFile.write(file, records);
      byte[] bytes = Files.readAllBytes(file);
      int length = 1 + random.nextInt(random.nextBoolean() ? 4_096 : 3);
      int at = random.nextInt(bytes.length - length);
      byte[] garbage = new byte[length];
      random.nextBytes(garbage);
      System.arraycopy(garbage, 0, bytes, at, length);
      Files.write(file, bytes);

      List<byte[]> read = new ArrayList<>();
      LogFile.read(file, read::add);

      int missing = missing(records, read);
      long hit = hitBy(records, at, length);
      assertThat((long) missing).as("seed %d", seed).isLessThanOrEqualTo(hit);
    }
  }

  @Test
  void bytes_that_look_like_a_record_within_a_damaged_one_are_not_taken_for_it()
      throws IOException {
    Path inner = folder.resolve("inner");
    LogFile.write(inner, List.of(record(1_000_000_000_000L, 50)));
    byte[] forged = Files.readAllBytes(inner);
    byte[] host = record(2, 500);
    System.arraycopy(forged, 0, host, 100, forged.length);
    Path file = folder.resolve("log");
    LogFile.write(file, List.of(record(1, 100), host, record(3, 100)));
    byte[] bytes = Files.readAllBytes(file);
    bytes[120] ^= 1;
    Files.write(file, bytes);

    List<byte[]> read = new ArrayList<>();
    Condition condition = LogFile.read(file, read::add);

    assertThat(read).hasSize(2);
    assertThat(condition.damagedBytes()).isPositive();
  }

  /** In order; returns how many of the records were not read. */
  private static int missing(List<byte[]> records, List<byte[]> read) {
    int found = 0;
    for (byte[] record : records) {
      if (found < read.size() && Arrays.equals(record, read.get(found))) {
        found++;
      }
    }
    assertThat(found).isEqualTo(read.size());
    return records.size() - found;
  }

  /** How many records have a byte, or the header of a fragment, in the damaged range. */
  private static long hitBy(List<byte[]> records, int at, int length) {
    long position = 0;
    long hit = 0;
    for (byte[] record : records) {
      long start = position;
      int left = record.length;
      do {
        long room = BLOCK_BYTES - position % BLOCK_BYTES;
        if (room < 7) {
          position += room;
          room = BLOCK_BYTES;
        }
        long data = Math.min(left, room - 7);
        position += 7 + data;
        left -= (int) data;
      } while (left > 0);
      if (start < at + length && position > at) {
        hit++;
      }
    }
    return hit;
  }

  private static byte[] key(int i) {
    return ByteBuffer.allocate(4).putInt(i).array();
  }

  /** As a write batch begins: a sequence number and a count. */
  private static byte[] record(long sequence, int length) {
    byte[] record = new byte[length];
    new Random(sequence).nextBytes(record);
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putLong(sequence).putInt(1);
    return record;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
