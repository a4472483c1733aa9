package io.millrace.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commit that is checked out, as {@code git} says. */
final class CommitName {
  private final Path folder;

  CommitName(Path folder) {
    this.folder = folder;
  }

  /**
   * The short commit, with a {@code +} when files differ from it; {@code unknown} without a
   * repository.
   */
  String read() throws IOException, InterruptedException {
    String commit = git("rev-parse", "--short=10", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    // The results themselves change while benchmarks run, and say nothing about the code.
    String changes =
        git(
            "status",
            "--porcelain",
            "--",
            ":/",
            ":(top,exclude)bench/results.json",
            ":(top,exclude)bench/RESULTS.md");
    return changes.isEmpty() ? commit : commit + "+";
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? output.strip() : "";
  }
}
