package io.millrace.pipeline.format.json;

import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.scan.EpochUnit;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** Millrace JSON: see {@code docs/formats/payloads.md}. */
public final class MillraceJson implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "millrace-json";

  private static final String TS_FIELD = "ts-field";
  private static final String TS_UNIT = "ts-unit";
  private static final String ZONE = "zone";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(TS_FIELD, TS_UNIT, ZONE);
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    return new MillraceJsonParser(
        options.text(TS_FIELD, "ts"), unit(options), zone(options), limits);
  }

  private static EpochUnit unit(FormatOptions options) {
    String name = options.text(TS_UNIT, "ms");
    EpochUnit unit = EpochUnit.ofName(name);
    if (unit == null) {
      throw FormatOptions.invalid(TS_UNIT, name, "it is one of " + EpochUnit.names());
    }
    return unit;
  }

  private static ZoneId zone(FormatOptions options) {
    String name = options.text(ZONE, "UTC");
    try {
      return ZoneId.of(name).normalized();
    } catch (DateTimeException e) {
      throw FormatOptions.invalid(ZONE, name, "it is a time zone such as Europe/Berlin");
    }
  }
}
