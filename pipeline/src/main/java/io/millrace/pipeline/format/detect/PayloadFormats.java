package io.millrace.pipeline.format.detect;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.csv.CsvFormat;
import io.millrace.pipeline.format.json.MillraceJson;
import io.millrace.pipeline.format.line.LineProtocol;
import io.millrace.pipeline.format.plain.BinaryRecord;
import io.millrace.pipeline.format.plain.PlainValue;
import io.millrace.pipeline.format.senml.SenmlCbor;
import io.millrace.pipeline.format.senml.SenmlJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The formats that this program reads. Immutable and thread-safe. */
public final class PayloadFormats {
  /** Content types that say so little that the content decides. */
  private static final List<String> VAGUE_TYPES =
      List.of(
          "",
          "text/plain",
          "application/json",
          "application/octet-stream",
          "application/x-www-form-urlencoded");

  private final Map<String, PayloadFormat> formats = new TreeMap<>();
  private final FormatLimits limits;

  /** Those of this package's neighbours. */
  public static PayloadFormats standard(FormatLimits limits) {
    return new PayloadFormats(
        List.of(
            new MillraceJson(),
            new PlainValue(),
            new SenmlJson(),
            new SenmlCbor(),
            new LineProtocol(),
            new CsvFormat(),
            new BinaryRecord()),
        limits);
  }

  private PayloadFormats(List<PayloadFormat> all, FormatLimits limits) {
    this.limits = limits;
    all.forEach(format -> formats.put(format.name(), format));
  }

  /** The names, ascending. */
  public List<String> names() {
    return List.copyOf(formats.keySet());
  }

  /**
   * The format with this name.
   *
   * @throws FormatException with {@link FormatError#FORMAT_UNKNOWN} if there is none
   */
  public PayloadFormat format(String name) {
    PayloadFormat format = formats.get(name);
    if (format == null) {
      throw FormatException.of(
          FormatError.FORMAT_UNKNOWN,
          "There is no payload format '"
              + name
              + "'; there are "
              + String.join(", ", formats.keySet())
              + ".");
    }
    return format;
  }

  /**
   * A parser for one thread.
   *
   * @param name the format's name; empty to find it by content type and content
   * @param contentType media type that the sender named; empty if none
   * @throws FormatException if the name or an option makes no sense
   */
  public PayloadParser parser(String name, String contentType, FormatOptions options) {
    if (!name.isEmpty()) {
      return format(name).parser(options, limits);
    }
    String mediaType = mediaType(contentType);
    return switch (mediaType) {
      case "application/senml+json", "application/sensml+json" ->
          format(SenmlJson.NAME).parser(options, limits);
      case "application/senml+cbor", "application/sensml+cbor" ->
          format(SenmlCbor.NAME).parser(options, limits);
      case "text/csv" -> format(CsvFormat.NAME).parser(options, limits);
      default ->
          isFile(mediaType)
              ? format(BinaryRecord.NAME)
                  .parser(options.with(Map.of(BinaryRecord.MEDIA_TYPE, mediaType)), limits)
              : new DetectingParser(this, options, limits);
    };
  }

  private static boolean isFile(String mediaType) {
    return !VAGUE_TYPES.contains(mediaType)
        && !mediaType.startsWith("text/")
        && !mediaType.endsWith("+json");
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String bare = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return bare.strip().toLowerCase(Locale.ROOT);
  }
}
