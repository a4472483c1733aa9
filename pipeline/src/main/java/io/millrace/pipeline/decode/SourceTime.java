package io.millrace.pipeline.decode;

import io.millrace.model.sample.Quality;

/**
 * Which time a sample has (law 11). A claim that cannot be is set aside: the clock runs ahead of
 * receive time by more than the source's tolerance, or was never set. Then receive time stands in,
 * and a good quality becomes uncertain.
 */
record SourceTime(long earliestNs, long toleranceNs) {
  /** Whether the claim is to be set aside. */
  boolean isImplausible(long claimNs, long receiveTimeNs) {
    return claimNs < earliestNs
        || (claimNs > receiveTimeNs && claimNs - receiveTimeNs > toleranceNs);
  }

  /** The quality of a sample whose claim was set aside. */
  static int setAside(int quality) {
    return Quality.isGood(quality) ? Quality.UNCERTAIN_SOURCE_CLOCK : quality;
  }
}
