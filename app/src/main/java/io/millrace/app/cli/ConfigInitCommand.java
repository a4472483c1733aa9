package io.millrace.app.cli;

import io.millrace.app.config.ConfigTemplate;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "init",
    sortOptions = false,
    header = "Writes a configuration file with every setting commented out.",
    description =
        "Writes millrace.yaml beside the launcher, or the file that --config names. A file that is"
            + " there already is left alone.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:unknown option", "5:the file exists or cannot be written"})
final class ConfigInitCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin HelpOption help = new HelpOption();

  ConfigInitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Path file = options.fileInForce(context);
    try {
      Files.writeString(file, ConfigTemplate.render(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new AppException(
          AppError.CONFIG_UNREADABLE, file + " exists already and is left as it is.", e);
    } catch (IOException e) {
      throw new AppException(
          AppError.CONFIG_UNREADABLE, file + " cannot be written: " + e.getMessage() + ".", e);
    }
    context.console().say("Written: " + file);
    return Exit.OK;
  }
}
