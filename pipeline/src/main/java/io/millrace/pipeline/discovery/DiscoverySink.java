package io.millrace.pipeline.discovery;

import io.millrace.pipeline.decode.Discovery;
import java.util.List;

/**
 * Takes what was discovered, for a person to adopt. Idempotent by point id: after a crash the same
 * may come again.
 */
public interface DiscoverySink {
  /**
   * Takes addresses; if it throws, they come again later.
   *
   * @param discovered at most a thousand
   */
  void discovered(List<Discovery> discovered);
}
