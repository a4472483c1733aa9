package io.millrace.model.error;

import java.util.OptionalLong;

/** What an exception implements that may know when the same request can succeed. */
public interface RetryHint {
  /** After how many milliseconds the same request may succeed; empty if nobody knows. */
  OptionalLong retryAfterMs();
}
