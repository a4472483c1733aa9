package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.model.time.TimeRange;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.ApiRequest;

/** The span of time that a request names by {@code from} and {@code to}. */
final class TimeSpan {
  private TimeSpan() {}

  /** From the beginning of time, or to its end, where an end is not named. */
  static TimeRange open(ApiRequest request) {
    return of(
        request.find(FROM).map(ApiTime::toNs).orElse(Long.MIN_VALUE),
        request.find(TO).map(ApiTime::toNs).orElse(Long.MAX_VALUE));
  }

  /** The last {@code usualNs} up to now, where an end is not named. */
  static TimeRange recent(ApiRequest request, long nowNs, long usualNs) {
    long toNs = request.find(TO).map(ApiTime::toNs).orElse(nowNs);
    long fromNs =
        request
            .find(FROM)
            .map(ApiTime::toNs)
            .orElse(toNs < Long.MIN_VALUE + usualNs ? Long.MIN_VALUE : toNs - usualNs);
    return of(fromNs, toNs);
  }

  /** One nanosecond. */
  static TimeRange instant(long ns) {
    return ns == Long.MAX_VALUE ? new TimeRange(ns - 1, ns) : new TimeRange(ns, ns + 1);
  }

  /** From one time to another, which must not be before. */
  static TimeRange of(long fromNs, long toNs) {
    if (toNs < fromNs) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID,
          "to",
          "The span ends before it begins: 'to' is before 'from'.");
    }
    return new TimeRange(fromNs, toNs);
  }
}
