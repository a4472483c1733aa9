package io.millrace.app.config;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that one look at it is enough. */
final class Problems {
  private static final int MOST_SHOWN = 20;

  private final List<String> sentences = new ArrayList<>();

  /**
   * Adds one.
   *
   * @param place where it stands
   * @param sentence what is wrong and what to do
   */
  void add(String place, String sentence) {
    sentences.add(place + ": " + sentence);
  }

  /**
   * Ends the reading of the configuration when something was wrong.
   *
   * @throws AppException with {@link AppError#CONFIG_INVALID}, one line per problem
   */
  void throwIfAny() {
    if (sentences.isEmpty()) {
      return;
    }
    StringBuilder message =
        new StringBuilder(
            sentences.size() == 1
                ? "The configuration has a mistake:"
                : "The configuration has " + sentences.size() + " mistakes:");
    sentences.stream().limit(MOST_SHOWN).forEach(each -> message.append("\n  ").append(each));
    if (sentences.size() > MOST_SHOWN) {
      message.append("\n  … and ").append(sentences.size() - MOST_SHOWN).append(" more");
    }
    throw new AppException(AppError.CONFIG_INVALID, message.toString());
  }
}
