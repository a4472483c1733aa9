package io.millrace.pipeline.format;

import java.util.Set;

/** A way to write values as bytes. Immutable and thread-safe; its parsers are not. */
public interface PayloadFormat {
  /** The name that mapping rules use, such as {@code millrace-json}. Never changes its meaning. */
  String name();

  /** The names of the options that {@link #parser} understands. */
  Set<String> optionNames();

  /**
   * A parser for one thread.
   *
   * @throws FormatException with {@link FormatError#FORMAT_OPTION_INVALID} if an option has an
   *     unknown name or a value that it cannot have
   */
  PayloadParser parser(FormatOptions options, FormatLimits limits);
}
