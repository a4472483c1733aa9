package io.millrace.bench.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/** How long the disk takes to make a small write durable: what every acknowledgement waits for. */
final class FsyncProbe {
  private static final int WRITES = 500;
  private static final int BYTES = 16 * 1024;
  private static final double NS_PER_MS = 1e6;

  private FsyncProbe() {}

  /** The 99th percentile in milliseconds, of appends of 16 KiB each with its fsync. */
  static double p99Ms(Path folder) throws IOException {
    Histogram times = new Histogram(3);
    Path file = folder.resolve("fsync-probe");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < WRITES; i++) {
        long fromNs = System.nanoTime();
        channel.write(bytes.clear());
        channel.force(false);
        times.recordValue(System.nanoTime() - fromNs);
      }
    }
    return times.getValueAtPercentile(99) / NS_PER_MS;
  }
}
