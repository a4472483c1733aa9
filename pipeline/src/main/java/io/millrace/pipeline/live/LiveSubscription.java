package io.millrace.pipeline.live;

import java.util.List;

/**
 * Follows the latest values of some points. Values that a point had between two answers are not
 * told, so a slow subscriber costs nobody memory. One thread at a time; close it in the end.
 */
public interface LiveSubscription extends AutoCloseable {
  /**
   * What changed.
   *
   * @param values the latest values of the points that changed
   * @param change where to resume, see {@link LiveValues#subscribe}
   */
  record Changes(List<LiveValue> values, long change) {}

  /**
   * Waits for changes; an answer without values says that the time is over, or that other points
   * changed.
   */
  Changes next(long timeoutNs) throws InterruptedException;

  @Override
  void close();
}
