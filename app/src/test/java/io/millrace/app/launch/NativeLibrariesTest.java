package io.millrace.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB's library is unpacked once per version, where the JVM looks for it first. */
class NativeLibrariesTest {
  @TempDir Path temp;

  @Test
  void it_is_unpacked_by_the_first_start_and_left_alone_by_the_next() throws IOException {
    List<String> flags = new NativeLibraries(temp).prepare();
    Path library = library();
    Files.setLastModifiedTime(library, FileTime.fromMillis(1));

    assertThat(new NativeLibraries(temp).prepare()).isEqualTo(flags);
    assertThat(Files.getLastModifiedTime(library().toRealPath()).toMillis()).isEqualTo(1);
    assertThat(flags.getFirst()).startsWith("-Djava.library.path=" + library.getParent() + ":");
    assertThat(library.getFileName().toString()).startsWith("librocksdbjni");
    assertThat(library.toString()).containsPattern("/native/rocksdbjni-[0-9.]+\\.jar/");
  }

  private Path library() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }
}
