package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.Samples;
import java.util.ArrayList;
import java.util.List;

/** Decides where a longer run of samples is cut into chunks. */
final class Split {
  private Split() {}

  /**
   * The ends of the chunks, ascending; the last is the number of samples. Samples of one time stay
   * together.
   *
   * @param evenly whether chunks should be of about the same size, because more samples may come in
   *     between; if not, all but the last are full, because more will come at the end
   */
  static List<Integer> ends(Samples samples, boolean evenly) {
    int size = samples.size();
    int parts = (size + ChunkLimits.TARGET_SAMPLES - 1) / ChunkLimits.TARGET_SAMPLES;
    int target = evenly && parts > 1 ? (size + parts - 1) / parts : ChunkLimits.TARGET_SAMPLES;
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    while (start < size) {
      int end = Math.min(start + target, size);
      if (samples.kind().isText()) {
        end = endByText(samples, start, end);
      }
      while (end < size && samples.timeNs(end) == samples.timeNs(end - 1)) {
        end++;
      }
      ends.add(end);
      start = end;
    }
    return ends;
  }

  private static int endByText(Samples samples, int start, int end) {
    int characters = 0;
    for (int i = start; i < end; i++) {
      characters += samples.text(i).length();
      if (characters > ChunkLimits.TARGET_TEXT_BYTES && i > start) {
        return i;
      }
    }
    return end;
  }
}
