package io.millrace.journal.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.rocksdb.OpenJournals;
import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import io.millrace.model.time.NanoClock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * A process that appends as fast as it can until it is killed. It prints {@code A source number}
 * for each record that was acknowledged, and {@code R offset payload} for some that it read back.
 */
final class JournalUnderLoad {
  static final int SOURCES = 4;

  /** So small that everything happens often: flushes, new logs, sealing. */
  static final RocksDbJournalSettings SETTINGS =
      OpenJournals.SETTINGS
          .change()
          .segmentBytes(64 * 1024)
          .memtableBytes(256 * 1024)
          .logBytes(1 << 20)
          .tailBytes(128 * 1024)
          .build();

  private static final int IN_FLIGHT = 30;

  private final OutputStream out = new BufferedOutputStream(System.out);

  private JournalUnderLoad() {}

  /**
   * Begins.
   *
   * @param args folder, seed, number of the first record
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long seed = Long.parseLong(args[1]);
    long first = Long.parseLong(args[2]);
    RocksDbJournal journal = new OpenJournals().open(folder, SETTINGS, NanoClock.system());
    new JournalUnderLoad().run(journal, new Random(seed), first);
  }

  private void run(RocksDbJournal journal, Random random, long first) throws Exception {
    print("open");
    Thread.ofPlatform().daemon().start(() -> readBack(journal));
    Semaphore room = new Semaphore(IN_FLIGHT);
    long[] next = new long[SOURCES];
    Arrays.fill(next, first);
    while (true) {
      room.acquire();
      int source = random.nextInt(SOURCES);
      long from = next[source];
      int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 10);
      RecordBatch batch = new RecordBatch(Lane.LIVE);
      for (long n = from; n < from + count; n++) {
        batch.add(
            Records.origin(source),
            Records.channel("c" + n % 3),
            n,
            0,
            payload(source, n, random).getBytes(UTF_8));
      }
      next[source] = from + count;
      journal
          .append(batch)
          .whenComplete(
              (cursor, failure) -> {
                if (failure == null) {
                  print("A " + source + " " + from + " " + (from + count));
                } else {
                  print("F " + failure.getMessage());
                }
                room.release();
              });
    }
  }

  private static String payload(int source, long number, Random random) {
    return source + ":" + number + ":" + "x".repeat(random.nextInt(100));
  }

  private void readBack(RocksDbJournal journal) {
    try (BlockReader reader =
        journal.read(journal.partitions(Lane.LIVE), journal.durableEnd(), RecordFilter.ALL)) {
      while (true) {
        JournalItem item = reader.poll(Duration.ofMinutes(1));
        if (item instanceof Block block) {
          List<Read> records = Records.records(block);
          Read last = records.getLast();
          print("R " + last.offset() + " " + last.payload());
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private synchronized void print(String line) {
    try {
      out.write((line + "\n").getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
