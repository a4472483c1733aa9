package io.millrace.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When a start-up cache is made, used and thrown away; that a JVM takes it: InstalledLauncherTest.
 */
class AotCacheTest {
  @TempDir Path temp;
  private Path jar;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.writeString(temp.resolve("a.jar"), "one");
  }

  @Test
  void it_is_wanted_until_it_is_made() throws IOException {
    assertThat(cache().isWanted()).isTrue();
    assertThat(cache().file()).isEmpty();

    Files.writeString(cache().draft(), "made");
    cache().accept();

    assertThat(cache().isWanted()).isFalse();
    assertThat(cache().file()).hasValueSatisfying(file -> assertThat(file).hasContent("made"));
  }

  @Test
  void a_changed_jar_makes_it_invalid_and_the_old_one_goes() throws IOException {
    Files.writeString(cache().draft(), "made");
    cache().accept();
    Path old = cache().file().orElseThrow();

    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
    assertThat(cache().isWanted()).isTrue();
    cache().draft();
    assertThat(old).doesNotExist();
  }

  @Test
  void a_failed_training_run_is_not_tried_again_until_jars_change() throws IOException {
    cache().accept(); // there is no draft
    assertThat(cache().isWanted()).isFalse();
    assertThat(cache().file()).isEmpty();

    Files.writeString(jar, "another");
    assertThat(cache().isWanted()).isTrue();
  }

  private AotCache cache() throws IOException {
    return new AotCache(temp.resolve("cache"), List.of(jar));
  }
}
