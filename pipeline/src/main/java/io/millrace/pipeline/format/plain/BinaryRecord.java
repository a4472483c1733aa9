package io.millrace.pipeline.format.plain;

import io.millrace.model.sample.Quality;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import java.util.Set;

/** The message is an image, a waveform or another file, kept as it is. */
public final class BinaryRecord implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "binary";

  /** The option that says what the bytes are. */
  public static final String MEDIA_TYPE = "media-type";

  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final byte[] NO_PATH = new byte[0];

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(MEDIA_TYPE);
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    String mediaType = options.text(MEDIA_TYPE, UNKNOWN_TYPE);
    return (bytes, from, to, receiveTimeNs, sink) -> {
      if (to - from > limits.maxRecordBytes()) {
        throw FormatException.of(
            FormatError.PAYLOAD_TOO_LARGE,
            "The message is longer than " + limits.maxRecordBytes() + " bytes.");
      }
      if (to > from) {
        int address = sink.address(NO_PATH, 0, 0);
        sink.record(address, mediaType, bytes, from, to, null, ValueSink.NO_TIME, Quality.GOOD);
      }
      sink.endGroup(ValueSink.NO_TIME);
    };
  }
}
