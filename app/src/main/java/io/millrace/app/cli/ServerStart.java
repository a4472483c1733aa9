package io.millrace.app.cli;

import io.millrace.app.config.Configuration;
import io.millrace.app.config.MemoryBudget;
import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.launch.LaunchFile;
import io.millrace.app.launch.Machine;
import io.millrace.app.launch.ServerLaunch;
import io.millrace.app.process.DataFolder;
import io.millrace.app.process.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code run} and {@code demo} do. There are three ways: in the background, as a process that
 * this one starts and waits for; by the launcher, which executes the command line that this process
 * leaves behind, so that one JVM remains, with the right memory; or in this very process.
 */
final class ServerStart {
  private final Context context;
  private final Settings settings;
  private final String command;
  private final List<String> arguments;
  private final BackgroundOptions background;

  /**
   * A start of {@code run} or {@code demo}.
   *
   * @param arguments the configuration's options, to be handed on
   */
  ServerStart(
      Context context,
      Configuration configuration,
      String command,
      List<String> arguments,
      BackgroundOptions background) {
    this.context = context;
    this.settings = configuration.settings();
    this.command = command;
    this.arguments = arguments;
    this.background = background;
  }

  int go() throws IOException, InterruptedException {
    if (background.announcement().isEmpty()) {
      refuseSecondStart();
    }
    if (background.isWanted()) {
      return new BackgroundStart(context, settings).go(javaCommand());
    }
    if (context.launchFile().isPresent()) {
      LaunchFile.write(context.launchFile().get(), javaCommand());
      return Exit.OK;
    }
    new ServerProcess(
            context.parts(),
            settings,
            context.clock(),
            new ServerProcess.Mode(
                command,
                context.build().version(),
                command.equals("demo"),
                background.announcement().isPresent(),
                background.announcement()),
            context.console().out(),
            context.console().err())
        .run();
    return Exit.OK;
  }

  /** Only a quick look, to say so at once; the lock decides when the server starts. */
  private void refuseSecondStart() {
    new DataFolder(settings.dataFolder())
        .holding()
        .ifPresent(
            holding -> {
              throw new AppException(
                  AppError.DATA_FOLDER_IN_USE,
                  DataFolder.inUse(settings.dataFolder(), holding.holder()));
            });
  }

  private List<String> javaCommand() throws InterruptedException {
    MemoryBudget budget = MemoryBudget.of(settings.memory(), Machine.memoryBytes());
    List<String> all = new ArrayList<>();
    all.add(command);
    all.addAll(arguments);
    if (background.isWanted()) {
      all.add("--announce-to");
      all.add(BackgroundStart.announcementFile(settings).toString());
    }
    return new ServerLaunch(
            context.installation(),
            budget,
            settings.dataFolder(),
            line -> context.console().progress(line + " …"))
        .prepare(all);
  }
}
