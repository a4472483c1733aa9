package io.millrace.history.store.rocksdb;

import io.millrace.history.contract.ChunkStoreContract;
import io.millrace.history.store.ChunkStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RocksChunkStoreContractTest extends ChunkStoreContract {
  @TempDir Path parent;
  private final RocksResources resources = new RocksResources();
  private int crashes;

  private Path folder() {
    return parent.resolve("history-" + crashes);
  }

  @Override
  protected ChunkStore open() {
    return resources.open(folder());
  }

  /** Goes on with a copy of the files, as they are while the database is open. */
  @Override
  protected void crash(ChunkStore dropped) {
    Path before = folder();
    crashes++;
    try (Stream<Path> files = Files.list(before)) {
      Files.createDirectories(folder());
      for (Path file : files.filter(f -> !f.endsWith("LOCK")).toList()) {
        Files.copy(file, folder().resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropped.close();
  }

  @AfterEach
  void closeResources() {
    resources.close();
  }
}
