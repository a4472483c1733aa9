package io.millrace.app.config;

/**
 * Where a setting's value comes from. Later kinds win over earlier ones.
 *
 * @param kind which way in
 * @param place for people: {@code millrace.yaml, line 12}, {@code MILLRACE_HTTP_PORT}
 */
public record Origin(Kind kind, String place) {
  /** The value that holds when nobody sets it. */
  static final Origin DEFAULT = new Origin(Kind.DEFAULT, "default");

  /** The ways in, weakest first. */
  public enum Kind {
    /** Nobody set it. */
    DEFAULT,
    /** The configuration file. */
    FILE,
    /** An environment variable. */
    ENVIRONMENT,
    /** An option of the command. */
    COMMAND_LINE
  }
}
