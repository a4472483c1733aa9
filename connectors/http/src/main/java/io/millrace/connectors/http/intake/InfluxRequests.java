package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.model.record.FormatAttributes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What InfluxDB's requests say in their parameters. {@code org}, {@code rp} and {@code consistency}
 * are accepted and have no meaning here.
 */
final class InfluxRequests {
  private static final String LINE_PROTOCOL = "influx-line";
  private static final String PRECISION = "precision";
  private static final Set<String> PRECISIONS =
      Set.of("ns", "n", "us", "u", "µ", "ms", "s", "m", "h");
  private static final Pattern CREATE_DATABASE =
      Pattern.compile(
          "\\s*CREATE\\s+DATABASE\\s+(\"[^\"]+\"|[^\\s\";]+).*", Pattern.CASE_INSENSITIVE);
  private static final int MAX_QUERY = 1000;
  private static final String FORM_QUERY = "q=";

  private InfluxRequests() {}

  /**
   * The channel: the path, and the database or bucket if there is one, such as {@code
   * api/v2/write/plant}.
   */
  static String channel(IntakeRoute route, IntakeRequest request) {
    String container =
        request.parameter(route.flavour() == Flavour.INFLUX_V1 ? "db" : "bucket", "");
    String path = route.path().substring(1);
    return ChannelName.check(container.isEmpty() ? path : path + '/' + container);
  }

  /** What decoding must know: the format, and the unit of its times if it is not the usual one. */
  static Map<String, String> attributes(IntakeRequest request) {
    String precision = request.parameter(PRECISION, "");
    if (precision.isEmpty()) {
      return Map.of(FormatAttributes.FORMAT, LINE_PROTOCOL);
    }
    if (!PRECISIONS.contains(precision)) {
      throw new IntakeException(
          IntakeError.INGEST_PRECISION_UNKNOWN,
          "The precision of the times is one of ns, us, ms, s, m and h.");
    }
    return Map.of(
        FormatAttributes.FORMAT, LINE_PROTOCOL, FormatAttributes.option(PRECISION), precision);
  }

  /**
   * The channel that Telegraf wants to have made before it writes to it. There is nothing to do for
   * it: a channel is there as soon as something is written to it.
   *
   * @param body the form that carries the query, unless the URL does
   * @throws IntakeException with {@link IntakeError#INFLUX_QUERY_UNSUPPORTED} for any other query
   */
  static String createdChannel(IntakeRequest request, Body body) {
    String query = request.parameter("q", "");
    if (query.isEmpty()) {
      query = formQuery(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8));
    }
    Matcher created = CREATE_DATABASE.matcher(query);
    if (query.length() > MAX_QUERY || !created.matches()) {
      throw new IntakeException(
          IntakeError.INFLUX_QUERY_UNSUPPORTED,
          "Only CREATE DATABASE is accepted here, and it does nothing, since none is needed. Read"
              + " data through the API.");
    }
    String database = created.group(1).replace("\"", "");
    return ChannelName.check(IntakeRoute.INFLUX_V1_WRITE.path().substring(1) + '/' + database);
  }

  private static String formQuery(String form) {
    for (String pair : form.split("&", 16)) {
      if (pair.startsWith(FORM_QUERY)) {
        try {
          return URLDecoder.decode(pair.substring(FORM_QUERY.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return "";
        }
      }
    }
    return "";
  }
}
