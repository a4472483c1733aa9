package io.millrace.model.error;

/**
 * A stable name for one way to fail. Implemented by one enum per domain; {@link #name()} is public
 * (API, logs, documentation) and never changes its meaning.
 */
public interface ErrorCode {
  /** The enum constant's name, in {@code UPPER_SNAKE_CASE}, unique across all domains. */
  String name();

  /** What kind of failure this is. */
  ErrorCategory category();
}
