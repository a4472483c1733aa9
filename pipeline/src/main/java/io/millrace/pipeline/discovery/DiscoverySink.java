package io.millrace.pipeline.discovery;

import io.millrace.pipeline.decode.Discovery;
import java.util.List;

/**
 * Takes what was discovered, for a person to adopt. Idempotent by point id: after a crash the same
 * may come again.
 */
public interface DiscoverySink {
  /**
   * Takes addresses, all or none. If it throws that it is busy or not available ({@code TRY_LATER},
   * {@code UNAVAILABLE}), they come again later; if it throws anything else, each comes alone, and
   * one that is refused then comes no more.
   *
   * @param discovered at most a thousand
   */
  void discovered(List<Discovery> discovered);
}
