package io.millrace.model.record;

/**
 * The names of a record's attributes by which a front tells decoding what it knows about the
 * payload. A mapping rule of the source goes first; without attribute and rule the format is found
 * by content type and content.
 */
public final class FormatAttributes {
  /** Name of the payload format, such as {@code influx-line}. */
  public static final String FORMAT = "format";

  private static final String OPTION_PREFIX = "format.";

  private FormatAttributes() {}

  /** The attribute that sets an option of the format, such as {@code format.precision}. */
  public static String option(String name) {
    return OPTION_PREFIX + name;
  }

  /** Whether an attribute is an option of the format. */
  public static boolean isOption(String attribute) {
    return attribute.startsWith(OPTION_PREFIX);
  }

  /** The option's name. */
  public static String optionName(String attribute) {
    return attribute.substring(OPTION_PREFIX.length());
  }
}
