package io.millrace.app.cli;

import io.millrace.app.config.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in two lines what is wrong with a command line, and what was probably meant. */
final class UsageMistakeTeller implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("millrace: " + sentence(mistake, command));
    String path = command.getCommandSpec().qualifiedName(" ").replaceFirst("^millrace ?", "");
    err.println("See: ./millrace help" + (path.isEmpty() ? "" : " " + path));
    return Exit.USAGE;
  }

  private static String sentence(ParameterException mistake, CommandLine command) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(mistake.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    boolean option = word.startsWith("-");
    List<String> known = option ? optionNames(command) : commandNames(command);
    Optional<String> nearest = NearestName.of(word, known);
    return (option
            ? "there is no option '"
            : known.isEmpty() ? "too many words: '" : "there is no command '")
        + word
        + "'."
        + nearest.map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  private static List<String> optionNames(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(CommandLine.Model.OptionSpec::longestName)
        .toList();
  }

  private static List<String> commandNames(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }
}
