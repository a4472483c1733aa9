package io.millrace.history.frame;

import io.millrace.model.frame.Frame;
import java.util.List;

/**
 * Frames that were asked for.
 *
 * @param frames by beginning; of the same beginning by id
 * @param isComplete whether there are no others
 */
public record FrameAnswer(List<Frame> frames, boolean isComplete) {
  public FrameAnswer {
    frames = List.copyOf(frames);
  }
}
