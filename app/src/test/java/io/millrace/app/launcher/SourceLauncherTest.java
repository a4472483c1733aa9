package io.millrace.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.millrace.app.testing.Child;
import io.millrace.app.testing.FakeInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A source folder, with stand-ins for Maven and the JDK: when is built, with what, and what is
 * said.
 */
class SourceLauncherTest {
  private static final String MAVEN_THAT_WORKS =
      """
      echo "maven with $JAVA_HOME" >>"$CALLS"
      echo '[INFO] Building io.millrace.app 0.1.0-SNAPSHOT                          [1/1]'
      mkdir -p app/target/millrace && touch app/target/millrace/millrace.jar
      """;

  private static final String MAVEN_THAT_FAILS =
      """
      echo '[ERROR] Main.java:[3,1] this is wrong'
      exit 1
      """;

  /** All that the scripts need of the system: a PATH with these and nothing else is enough. */
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "date",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "tail",
          "tee",
          "touch");

  @TempDir Path temp;
  private Path root;
  private Path bin;
  private Path calls;
  private Path jdk;

  @BeforeEach
  void makeSourceFolder() throws IOException {
    root = Files.createDirectories(temp.resolve("source folder"));
    bin = Files.createDirectories(temp.resolve("bin"));
    calls = temp.resolve("calls");
    Files.createDirectories(root.resolve("app/src/main/java"));
    Files.createDirectories(root.resolve("scripts"));
    Files.writeString(root.resolve("app/src/main/java/Main.java"), "class Main {}");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String file : List.of("millrace", "scripts/build")) {
      Files.copy(Path.of("..", file), root.resolve(file));
    }
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), whereIs(tool));
    }
    jdk = fakeJdk("jdk-25", "25.0.3");
    FakeInstallation.script(bin.resolve("mvn"), MAVEN_THAT_WORKS);
  }

  @Test
  void the_first_command_builds_with_visible_progress_and_the_next_does_not() throws Exception {
    try (Child first = millrace(jdk, "version")) {
      assertThat(first.exitCode()).isZero();
      assertThat(first.output())
          .contains("Building Millrace", "[1/1]  io.millrace.app", "java ran");
    }
    try (Child second = millrace(jdk, "version")) {
      assertThat(second.exitCode()).isZero();
      assertThat(second.output()).contains("java ran").doesNotContain("Building");
    }
    assertThat(calls).content().isEqualTo("maven with " + jdk + "\n");
  }

  @Test
  void a_changed_source_is_built_and_a_changed_test_is_not() throws Exception {
    build();
    Files.createDirectories(root.resolve("app/src/test/java"));
    Files.writeString(root.resolve("app/src/test/java/MainTest.java"), "class MainTest {}");
    build();
    assertThat(calls).content().hasLineCount(1);

    makeNewer(root.resolve("app/src/main/java/Main.java"));
    build();
    assertThat(calls).content().hasLineCount(2);

    makeNewer(root.resolve("pom.xml"));
    build();
    assertThat(calls).content().hasLineCount(3);
  }

  @Test
  void a_build_that_fails_says_why_and_is_tried_again() throws Exception {
    FakeInstallation.script(bin.resolve("mvn"), MAVEN_THAT_FAILS);
    try (Child failed = millrace(jdk, "version")) {
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.output())
          .contains("The build failed", "this is wrong")
          .doesNotContain("java ran");
    }
    FakeInstallation.script(bin.resolve("mvn"), MAVEN_THAT_WORKS);
    build();
    assertThat(calls).content().hasLineCount(1);
  }

  @Test
  void a_lock_that_a_killed_build_left_behind_counts_for_nothing() throws Exception {
    Path lock = Files.createDirectories(root.resolve(".millrace/build.lock"));
    Files.writeString(lock.resolve("pid"), "999999999");
    build();
    assertThat(lock).doesNotExist();
  }

  @Test
  void another_jdk_in_java_home_is_passed_over_for_the_right_one() throws Exception {
    Path old = fakeJdk("jdk-17", "17.0.15");
    Path early = fakeJdk("jdk-250", "250.0.1");
    // Java 25 is then found where systems put JDKs, or not at all: never the wrong one.
    try (Child version = millrace(old, "version")) {
      version.exitCode();
      assertThat(version.output()).doesNotContain("java ran");
    }
    try (Child version = millrace(early, "version")) {
      version.exitCode();
      assertThat(version.output()).doesNotContain("java ran");
    }
  }

  @Test
  void without_maven_it_says_what_to_install() throws Exception {
    Files.delete(bin.resolve("mvn"));
    try (Child version = millrace(jdk, "version")) {
      assertThat(version.exitCode()).isEqualTo(1);
      assertThat(version.output()).contains("needs Maven", "apt-get install maven");
    }
  }

  @Test
  void help_before_the_first_build_lists_the_same_commands_as_after_it() throws Exception {
    List<String> listed = new ArrayList<>();
    try (Child help = millrace(jdk, "help");
        Child full = Child.millrace(Map.of(), "help")) {
      assertThat(help.exitCode()).isZero();
      assertThat(full.exitCode()).isZero();
      assertThat(calls).doesNotExist();
      for (String line : help.output().split("\n")) {
        if (line.startsWith("  ")) {
          listed.add(line.strip().split(" ")[0]);
        }
      }
      for (String command : listed) {
        assertThat(full.output()).containsPattern("(?m)^  " + command + " ");
      }
      long commands =
          full.output().lines().filter(line -> line.matches("  [a-z-]+ {2,}.*")).count();
      assertThat(listed).hasSize((int) commands);
    }
  }

  @Test
  void the_scripts_have_no_mistakes_of_syntax() {
    for (String script :
        List.of(
            "millrace",
            "scripts/build",
            "scripts/run-tests",
            "scripts/run-bench",
            "scripts/install-test-needs",
            ".ci/run")) {
      assertThatCode(
              () -> {
                try (Child check = Child.start(List.of("sh", "-n", "../" + script), Map.of())) {
                  assertThat(check.exitCode()).as(script + check.output()).isZero();
                }
              })
          .doesNotThrowAnyException();
    }
  }

  private static Path whereIs(String tool) {
    Path inBin = Path.of("/bin", tool);
    return Files.exists(inBin) ? inBin : Path.of("/usr/bin", tool);
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path home = temp.resolve(name);
    FakeInstallation.script(home.resolve("bin/java"), "echo java ran\n");
    FakeInstallation.script(home.resolve("bin/javac"), "");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void build() throws InterruptedException {
    try (Child version = millrace(jdk, "version")) {
      assertThat(version.exitCode()).as(version.output()).isZero();
    }
  }

  /** Later than the last build, however coarse the file system's clock is. */
  private static void makeNewer(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private Child millrace(Path javaHome, String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("millrace").toString()));
    command.addAll(List.of(arguments));
    return Child.start(
        command,
        Map.of(
            "JAVA_HOME", javaHome.toString(),
            "CALLS", calls.toString(),
            "PATH", bin.toString()));
  }
}
