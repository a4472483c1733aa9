package io.millrace.journal.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Free room on the journal's disk, looked at ahead of time, and a file that is given up when the
 * disk is full all the same: RocksDB needs room to close and to open again.
 */
final class DiskSpace {
  private static final String BALLAST = "reserve";
  private static final int BALLAST_SHARE = 4;
  private static final int CHUNK_BYTES = 1 << 20;

  private final Path folder;
  private final long reserveBytes;

  DiskSpace(Path folder, long reserveBytes) {
    this.folder = folder;
    this.reserveBytes = reserveBytes;
  }

  long reserveBytes() {
    return reserveBytes;
  }

  /** Bytes that may still be written; a disk that cannot be asked counts as empty. */
  long freeBytes() {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Bytes that the folder's files take now. */
  long usedBytes() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(DiskSpace::bytesOf).sum();
    } catch (IOException | UncheckedIOException e) {
      // A folder that changes while it is walked: the next look tells.
      return 0;
    }
  }

  private static long bytesOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  boolean isLow() {
    return freeBytes() < reserveBytes;
  }

  /** Whether there is room again: a little more than the reserve, so that it does not flap. */
  boolean hasRecovered() {
    return freeBytes() >= reserveBytes + reserveBytes / 8;
  }

  /** Makes the ballast if it is not there and there is room. */
  void layInBallast() throws IOException {
    long wanted = reserveBytes / BALLAST_SHARE;
    Path file = folder.resolve(BALLAST);
    if (wanted == 0 || (Files.exists(file) && Files.size(file) >= wanted)) {
      return;
    }
    if (freeBytes() < reserveBytes + wanted) {
      return;
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
      for (long at = 0; at < wanted; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(CHUNK_BYTES, wanted - at));
        out.write(zeros, at);
      }
      out.force(true);
    } catch (IOException e) {
      dropBallast();
      throw e;
    }
  }

  /** Gives the ballast's room to RocksDB. */
  void dropBallast() throws IOException {
    try {
      Files.delete(folder.resolve(BALLAST));
    } catch (NoSuchFileException e) {
      // It was given up before.
    }
  }
}
