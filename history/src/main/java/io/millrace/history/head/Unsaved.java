package io.millrace.history.head;

import java.util.ArrayList;
import java.util.List;

/** What came since the last checkpoint, and the points that it came for. Writer's thread. */
final class Unsaved {
  private final List<PointHead> heads = new ArrayList<>();
  private long samples;
  private long bytes;

  /** A point has something for the next checkpoint. */
  void mark(PointHead head) {
    if (head.becomesDirty()) {
      heads.add(head);
    }
  }

  void addSamples(long more) {
    samples += more;
  }

  void addBytes(long more) {
    bytes += more;
  }

  List<PointHead> heads() {
    return heads;
  }

  long samples() {
    return samples;
  }

  long bytes() {
    return bytes;
  }

  void clear() {
    heads.clear();
    samples = 0;
    bytes = 0;
  }
}
