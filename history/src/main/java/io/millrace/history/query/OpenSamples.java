package io.millrace.history.query;

import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Bucket;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.SliceRef;
import java.util.ArrayList;
import java.util.List;

/** The open chunk of a view: its slices and the active samples end to end. */
final class OpenSamples {
  private final HeadView view;
  private final SegmentSamples reader;
  private final Samples samples;
  private final List<SliceRef> readable = new ArrayList<>();

  OpenSamples(HeadView view, SegmentSamples reader) {
    this.view = view;
    this.reader = reader;
    this.samples = new Samples(view.kind());
    Bucket newest = view.newest();
    Samples part = new Samples(view.kind());
    for (SliceRef slice : newest == null ? List.<SliceRef>of() : newest.slices()) {
      try {
        reader.decode(slice.bytes(), part);
        samples.addAll(part, 0, part.size());
        readable.add(slice);
      } catch (HistoryException e) {
        reader.note(e, slice.firstNs(), slice.lastNs());
      }
    }
    samples.addAll(view.active(), 0, view.active().size());
  }

  /** All of them; may be none. */
  Samples samples() {
    return samples;
  }

  /** Whence they came. */
  JournalTrace trace() {
    JournalTrace whole = new JournalTrace();
    JournalTrace part = new JournalTrace();
    int at = 0;
    for (SliceRef slice : readable) {
      reader.trace(slice.bytes(), part);
      whole.addAll(at, part, slice.count());
      at += slice.count();
    }
    whole.addAll(at, view.activeTrace(), view.active().size());
    return whole;
  }
}
