package io.millrace.pipeline.format.senml;

import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import java.util.Set;

/** SenML and SensML in CBOR (RFC 8428, section 6). */
public final class SenmlCbor implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "senml-cbor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of();
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    return new SenmlCborParser(limits);
  }
}
