package io.millrace.web.health;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.web.health.HealthView.DiskHealth;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the data folder takes, and what its disk has left. The folder is walked once a minute at
 * most, since it may hold very many files. Thread-safe.
 */
public final class DataFolderSize {
  private static final long FRESH_NS = Times.MINUTE;

  private final Path folder;
  private final NanoClock clock;
  private long usedBytes;
  private long walkedNs;
  private boolean walked;

  public DataFolderSize(Path folder, NanoClock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  synchronized DiskHealth now() {
    long nowNs = clock.monotonicNs();
    if (!walked || nowNs - walkedNs > FRESH_NS) {
      usedBytes = walk();
      walkedNs = nowNs;
      walked = true;
    }
    return new DiskHealth(usedBytes, freeBytes());
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }

  private long walk() {
    long[] sum = {0};
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE; // files come and go while it is walked
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path dir, @org.jspecify.annotations.Nullable IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return sum[0];
    }
    return sum[0];
  }
}
