package io.millrace.app.cli;

import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.process.DataFolder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a server that outlives this process and the terminal, and waits until it is ready. */
final class BackgroundStart {
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);
  private static final long LOOK_MS = 50;
  private static final int TAIL_CHARACTERS = 4_000;

  private final Context context;
  private final Settings settings;

  BackgroundStart(Context context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** Where the server tells this process what to tell the person. */
  static Path announcementFile(Settings settings) {
    return settings.dataFolder().resolve("announcement.txt");
  }

  int go(List<String> javaCommand) throws IOException, InterruptedException {
    DataFolder folder = new DataFolder(settings.dataFolder());
    folder.make();
    Files.createDirectories(folder.logs());
    Files.deleteIfExists(announcementFile(settings));
    Path output = folder.logs().resolve("console.log");
    Process server =
        new ProcessBuilder(detached(javaCommand))
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    context.console().progress("Starting in the background (process " + server.pid() + ") …");
    return await(server, output);
  }

  /**
   * A session of its own where the system can make one, so that closing the terminal is nothing.
   */
  private static List<String> detached(List<String> javaCommand) {
    List<String> all = new ArrayList<>();
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (all.isEmpty() && Files.isExecutable(Path.of(setsid))) {
        all.add(setsid);
      }
    }
    if (all.isEmpty()) {
      all.add("nohup");
    }
    all.addAll(javaCommand);
    return all;
  }

  private int await(Process server, Path output) throws IOException, InterruptedException {
    Path announcement = announcementFile(settings);
    long deadlineNs = context.clock().monotonicNs() + READY_LIMIT.toNanos();
    while (!Files.exists(announcement)) {
      if (server.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
        throw new AppException(
            AppError.PROCESS_FAILED,
            "The server ended with code "
                + server.exitValue()
                + " before it was ready. It said (in "
                + output
                + "):\n"
                + tail(output));
      }
      if (context.clock().monotonicNs() > deadlineNs) {
        context
            .console()
            .progress(
                "Not ready after %d minutes, and still trying; see 'millrace status' and %s."
                    .formatted(READY_LIMIT.toMinutes(), output.getParent()));
        return Exit.TIMED_OUT;
      }
    }
    context.console().out().print(Files.readString(announcement));
    Files.deleteIfExists(announcement);
    context.console().say("\n'millrace stop' ends it; 'millrace status' tells how it is.");
    return Exit.OK;
  }

  private static String tail(Path output) throws IOException {
    String text = Files.readString(output);
    return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS)).strip();
  }
}
