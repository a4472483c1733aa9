package io.millrace.connectors.http.intake;

import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request as this front needs it.
 *
 * @param channel what stands in the path after {@code /ingest/}, decoded; empty for other routes
 * @param headers the value of a header by its name, whatever its case; null if it is absent
 * @param query the first value of a query parameter by its name, decoded; null if it is absent
 * @param contentLength of the body in bytes; -1 if the request does not say
 * @param body opens the body; called at most once, and only after the caller was let in, since that
 *     is when a client that asked ({@code Expect: 100-continue}) is told to send it. Reads may fail
 *     or time out
 * @param address network address of the caller, as far as it can be believed
 */
public record IntakeRequest(
    String channel,
    Function<String, @Nullable String> headers,
    Function<String, @Nullable String> query,
    long contentLength,
    Supplier<InputStream> body,
    String address) {
  /** The value of a header; null if it is absent. */
  @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** The value of a query parameter; {@code fallback} if it is absent. */
  String parameter(String name, String fallback) {
    String value = query.apply(name);
    return value == null ? fallback : value;
  }
}
