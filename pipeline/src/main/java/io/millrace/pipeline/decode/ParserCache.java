package io.millrace.pipeline.decode;

import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.detect.PayloadFormats;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parsers of one worker. Channels that are written alike share one: a parser has kilobytes of
 * working memory, and thousands of channels would each pull another one through the cache.
 */
final class ParserCache {
  private static final int MAX_PARSERS = 256;

  private record Key(String format, String contentType, Map<String, String> options) {}

  private final PayloadFormats formats;
  private final Map<Key, PayloadParser> parsers = new LinkedHashMap<>(64, 0.75f, true);

  ParserCache(PayloadFormats formats) {
    this.formats = formats;
  }

  /** The format with this name. */
  PayloadFormat format(String name) {
    return formats.format(name);
  }

  /**
   * As {@link PayloadFormats#parser}.
   *
   * @throws FormatException if the name or an option makes no sense
   */
  PayloadParser parser(String format, String contentType, Map<String, String> options) {
    Key key = new Key(format, contentType, options);
    PayloadParser known = parsers.get(key);
    if (known == null) {
      known = formats.parser(format, contentType, new FormatOptions(options));
      parsers.put(key, known);
      if (parsers.size() > MAX_PARSERS) {
        parsers.remove(parsers.keySet().iterator().next());
      }
    }
    return known;
  }
}
