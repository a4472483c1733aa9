package io.millrace.web.plant;

import io.millrace.web.json.ApiTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ends of a time of validity: open ones are absent. */
final class Validity {
  private Validity() {}

  static @Nullable Instant fromOrNull(long ns) {
    return ns == Long.MIN_VALUE ? null : ApiTime.of(ns);
  }

  static @Nullable Instant toOrNull(long ns) {
    return ns == Long.MAX_VALUE ? null : ApiTime.of(ns);
  }

  static long fromNs(@Nullable Instant from) {
    return from == null ? Long.MIN_VALUE : ApiTime.toNs(from);
  }

  static long toNs(@Nullable Instant to) {
    return to == null ? Long.MAX_VALUE : ApiTime.toNs(to);
  }
}
