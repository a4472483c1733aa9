package io.millrace.pipeline.format.detect;

import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.json.JsonScanner;
import java.util.Set;

/**
 * Whether an array of JSON is SenML: its first object has labels of SenML only, and among them a
 * base name, a base version or a name that is a text.
 */
final class SenmlLook {
  private static final Set<String> LABELS =
      Set.of("bver", "bn", "bt", "bu", "bv", "bs", "n", "u", "v", "vs", "vb", "s", "t", "ut", "vd");
  private static final int MAX_LABEL_BYTES = 4;

  private final JsonScanner scanner;
  private final int maxTextBytes;

  SenmlLook(FormatLimits limits) {
    scanner = new JsonScanner(limits.maxDepth());
    maxTextBytes = limits.maxTextBytes();
  }

  boolean isSenml(byte[] bytes, int from, int to) {
    scanner.reset(bytes, from, to);
    try {
      scanner.expect('[');
      return scanner.accept('{') && firstObject();
    } catch (FormatException e) {
      return false; // the parser of ordinary JSON will say what is wrong
    }
  }

  private boolean firstObject() {
    boolean named = false;
    do {
      scanner.string(MAX_LABEL_BYTES);
      String label = scanner.textAsString();
      if (!LABELS.contains(label)) {
        return false;
      }
      scanner.expect(':');
      boolean isText = scanner.peek() == '"';
      named |= isText && (label.equals("n") || label.equals("bn"));
      named |= !isText && label.equals("bver");
      scanner.skip(1, maxTextBytes);
    } while (scanner.hasNext('}'));
    return named;
  }
}
