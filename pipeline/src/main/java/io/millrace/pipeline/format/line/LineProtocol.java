package io.millrace.pipeline.format.line;

import io.millrace.model.time.Times;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * InfluxDB line protocol as InfluxDB 1 and 2 read it (InfluxData, "Line protocol", v2). See {@code
 * docs/formats/payloads.md}.
 */
public final class LineProtocol implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "influx-line";

  /** The option that names the unit of timestamps, as the {@code precision} of a write request. */
  public static final String PRECISION = "precision";

  private static final Map<String, Long> UNITS_NS =
      Map.ofEntries(
          Map.entry("n", 1L),
          Map.entry("ns", 1L),
          Map.entry("u", Times.US),
          Map.entry("us", Times.US),
          Map.entry("µ", Times.US),
          Map.entry("ms", Times.MS),
          Map.entry("s", Times.SECOND),
          Map.entry("m", Times.MINUTE),
          Map.entry("h", Times.HOUR));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(PRECISION);
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    String precision = options.text(PRECISION, "ns");
    Long unitNs = UNITS_NS.get(precision);
    if (unitNs == null) {
      throw FormatOptions.invalid(
          PRECISION,
          precision,
          "it is one of " + String.join(", ", new TreeSet<>(UNITS_NS.keySet())));
    }
    return new LineProtocolParser(unitNs, limits);
  }
}
