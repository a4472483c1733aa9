package io.millrace.app.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Native libraries unpacked once per version. RocksDB by itself unpacks its 15 MB to the temporary
 * folder on each start and leaves it there after a kill; it first looks on {@code
 * java.library.path}, so that is where we put it. The smaller ones of SQLite and Netty are told to
 * use the same place, which works where the temporary folder forbids execution.
 */
final class NativeLibraries {
  private final Path folder;

  /** Unpacks into {@code native/} of the cache folder. */
  NativeLibraries(Path cacheFolder) {
    this.folder = cacheFolder.resolve("native");
  }

  /** Unpacks what is not there yet and returns the flags that make the JVM find it. */
  List<String> prepare() throws IOException {
    Path rocksdb = folder.resolve(jarName());
    Path library = rocksdb.resolve(Environment.getJniLibraryFileName("rocksdb"));
    if (!Files.exists(library)) {
      unpack(library);
    }
    return List.of(
        "-Djava.library.path=" + rocksdb + ":" + System.getProperty("java.library.path", ""),
        "-Dorg.sqlite.tmpdir=" + folder,
        "-Dio.netty.native.workdir=" + folder);
  }

  /** The name of RocksDB's jar, which holds its version. */
  private static String jarName() throws IOException {
    CodeSource source = RocksDB.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).getFileName().toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Two processes may do this at once: each writes a file of its own, and the last one stays. */
  private static void unpack(Path library) throws IOException {
    Files.createDirectories(library.getParent());
    Path draft = Files.createTempFile(library.getParent(), "unpacking", "");
    try (InputStream resource = RocksDB.class.getResourceAsStream("/" + library.getFileName())) {
      if (resource == null) {
        throw new IOException("RocksDB has no library " + library.getFileName());
      }
      Files.copy(resource, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
