package io.millrace.pipeline.format.detect;

import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.json.MillraceJson;
import io.millrace.pipeline.format.line.LineProtocol;
import io.millrace.pipeline.format.plain.BinaryRecord;
import io.millrace.pipeline.format.plain.PlainValue;
import io.millrace.pipeline.format.scan.Utf8;
import io.millrace.pipeline.format.senml.SenmlCbor;
import io.millrace.pipeline.format.senml.SenmlJson;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at each message and passes it to the parser of its format. Options hold for those formats
 * that know them, so a rule may set the unit of times without naming a format.
 */
final class DetectingParser implements PayloadParser {
  private final PayloadParser json;
  private final PayloadParser senmlJson;
  private final PayloadParser senmlCbor;
  private final PayloadParser line;
  private final PayloadParser plain;
  private final PayloadParser binary;
  private final SenmlLook senmlLook;
  private final LineLook lineLook = new LineLook();

  DetectingParser(PayloadFormats formats, FormatOptions options, FormatLimits limits) {
    options.allowOnly(
        "unnamed",
        Stream.of(MillraceJson.NAME, LineProtocol.NAME, PlainValue.NAME)
            .flatMap(name -> formats.format(name).optionNames().stream())
            .collect(Collectors.toSet()));
    json = parser(formats.format(MillraceJson.NAME), options, limits);
    senmlJson = parser(formats.format(SenmlJson.NAME), options, limits);
    senmlCbor = parser(formats.format(SenmlCbor.NAME), options, limits);
    line = parser(formats.format(LineProtocol.NAME), options, limits);
    plain = parser(formats.format(PlainValue.NAME), options, limits);
    binary = parser(formats.format(BinaryRecord.NAME), options, limits);
    senmlLook = new SenmlLook(limits);
  }

  private static PayloadParser parser(
      PayloadFormat format, FormatOptions options, FormatLimits limits) {
    Map<String, String> known = new HashMap<>(options.values());
    known.keySet().retainAll(format.optionNames());
    return format.parser(new FormatOptions(known), limits);
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    parserFor(bytes, from, to).parse(bytes, from, to, receiveTimeNs, sink);
  }

  private PayloadParser parserFor(byte[] bytes, int from, int to) {
    int first = from;
    while (first < to && bytes[first] <= ' ' && bytes[first] >= 0) {
      first++;
    }
    if (first == to) {
      return plain;
    }
    if (bytes[first] == '{') {
      return json;
    }
    if (bytes[first] == '[') {
      return senmlLook.isSenml(bytes, first, to) ? senmlJson : json;
    }
    if (beginsCborArrayOfMaps(bytes, from, to)) {
      return senmlCbor;
    }
    if (Utf8.firstMalformed(bytes, first, to) >= 0) {
      return binary;
    }
    return lineLook.isLineProtocol(bytes, first, to) ? line : plain;
  }

  /** No UTF-8 begins with the head of a CBOR array. */
  private static boolean beginsCborArrayOfMaps(byte[] bytes, int from, int to) {
    int array = bytes[from] & 0xff;
    int head = (array >= 0x80 && array <= 0x97) || array == 0x9F ? 1 : 0;
    if (head == 0 && array >= 0x98 && array <= 0x9B) {
      head = 1 + (1 << (array - 0x98));
    }
    return head > 0 && to - from > head && (bytes[from + head] & 0xE0) == 0xA0;
  }
}
