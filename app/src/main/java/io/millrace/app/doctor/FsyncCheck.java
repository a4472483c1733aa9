package io.millrace.app.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * How long the data folder's disk takes to make a write durable: the floor under every
 * acknowledgement. Writes 4 KB and forces it, some times.
 */
record FsyncCheck(Path folder) implements Check {
  private static final String SUBJECT = "fsync";
  private static final int ROUNDS = 50;
  private static final int WRITE_BYTES = 4_096;
  private static final double NS_PER_MS = 1e6;
  private static final double SLOW_MS = 25;
  private static final double VERY_SLOW_MS = 250;

  /** Faster than any disk: the file system keeps the write in memory. */
  private static final double IMPLAUSIBLE_MS = 0.005;

  @Override
  public Finding look() {
    try {
      long[] sortedNs = measure();
      double medianMs = sortedNs[ROUNDS / 2] / NS_PER_MS;
      double longestMs = sortedNs[ROUNDS - 1] / NS_PER_MS;
      String detail =
          "median %.2f ms, longest of %d %.2f ms".formatted(medianMs, ROUNDS, longestMs);
      if (medianMs < IMPLAUSIBLE_MS) {
        return Finding.warning(
            SUBJECT,
            detail + "; no disk is that fast",
            "The folder seems to be in memory (tmpfs) or on a disk that ignores fsync: a power cut"
                + " would lose acknowledged data. Choose a real disk with data.folder.");
      }
      if (medianMs > VERY_SLOW_MS || longestMs > 4 * VERY_SLOW_MS) {
        return Finding.problem(
            SUBJECT,
            detail,
            "Acknowledgements wait for this. Choose another disk with data.folder; a network file"
                + " system is not one.");
      }
      if (medianMs > SLOW_MS) {
        return Finding.warning(
            SUBJECT, detail, "Acknowledgements wait for this. An SSD takes less than 5 ms.");
      }
      return Finding.good(SUBJECT, detail);
    } catch (IOException e) {
      return Finding.problem(
          SUBJECT, "cannot be measured: " + e.getMessage(), "See what is said of the data folder.");
    }
  }

  private long[] measure() throws IOException {
    Path file = Files.createTempFile(ExistingFolder.above(folder), "millrace-fsync-", ".tmp");
    long[] tookNs = new long[ROUNDS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(WRITE_BYTES);
      for (int round = 0; round < ROUNDS; round++) {
        block.clear();
        long startNs = System.nanoTime();
        while (block.hasRemaining()) {
          channel.write(block);
        }
        channel.force(false);
        tookNs[round] = System.nanoTime() - startNs;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(tookNs);
    return tookNs;
  }
}
