package io.millrace.app.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache (JEP 483, 514, 515): classes loaded and linked, and profiles, from
 * one training run. Valid for one JDK and one list of jars, so their versions, sizes and times make
 * the file's name. A cache that cannot be made or used costs start-up time and nothing else.
 */
final class AotCache {
  private static final int NAME_LENGTH = 16;

  private final Path folder;
  private final String name;

  AotCache(Path cacheFolder, List<Path> jars) throws IOException {
    this.folder = cacheFolder.resolve("aot");
    this.name = fingerprint(jars);
  }

  /** The cache for this JDK and these jars, if it was made. */
  Optional<Path> file() {
    return Optional.of(path()).filter(Files::exists);
  }

  /** Whether a training run is worth trying: it was not made, and did not fail before. */
  boolean isWanted() {
    return !Files.exists(path()) && !Files.exists(failure());
  }

  /** Where a training run writes its cache; {@link #accept} or {@link #giveUp} follows. */
  Path draft() throws IOException {
    Files.createDirectories(folder);
    removeOthers();
    return folder.resolve(name + ".draft");
  }

  /** Puts the draft in force, or gives up when there is none. */
  void accept() throws IOException {
    if (Files.exists(draft())) {
      Files.move(draft(), path());
    } else {
      giveUp("the training run left no cache");
    }
  }

  /** Remembers that it did not work, so that the next start does not try again. */
  void giveUp(String reason) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(draft());
    Files.writeString(failure(), reason + "\n");
  }

  private Path path() {
    return folder.resolve(name + ".aot");
  }

  private Path failure() {
    return folder.resolve(name + ".failed");
  }

  /** Caches of earlier builds are of no use to anybody. */
  private void removeOthers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static String fingerprint(List<Path> jars) throws IOException {
    StringBuilder content = new StringBuilder(Runtime.version().toString());
    content.append(System.getProperty("os.arch"));
    for (Path jar : jars) {
      content
          .append('|')
          .append(jar)
          .append('|')
          .append(Files.size(jar))
          .append('|')
          .append(Files.getLastModifiedTime(jar).toMillis());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
