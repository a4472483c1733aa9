package io.millrace.pipeline.format.plain;

import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The message is the value, and the channel alone says whose: a number, one of the words for true
 * and false, or a text. See {@code docs/formats/payloads.md}.
 */
public final class PlainValue implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "plain";

  private static final String KIND = "kind";
  private static final String TRUE_WORDS = "true-words";
  private static final String FALSE_WORDS = "false-words";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(KIND, TRUE_WORDS, FALSE_WORDS);
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    String kind = options.choice(KIND, "any", Set.of("any", "number", "boolean", "text"));
    return new PlainValueParser(
        PlainKind.valueOf(kind.toUpperCase(Locale.ROOT)),
        words(options.text(TRUE_WORDS, "true,on,yes")),
        words(options.text(FALSE_WORDS, "false,off,no")),
        limits);
  }

  private static Set<String> words(String list) {
    Set<String> words = new HashSet<>();
    for (String word : list.split(",")) {
      words.add(word.strip().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
