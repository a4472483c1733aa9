package io.millrace.pipeline.account;

/**
 * What became of the samples of a source in history, up to history's last checkpoint (law 10).
 *
 * @param given handed to history
 * @param stored kept
 * @param duplicate the same time, value and quality was kept already
 * @param replaced took the place of another of the same time, by the point's policy
 * @param deleted in a range that was deleted
 * @param expired older than what retention keeps
 * @param refused of another kind than the point, or beyond a limit of history
 */
public record SampleFates(
    long given,
    long stored,
    long duplicate,
    long replaced,
    long deleted,
    long expired,
    long refused) {
  /** Whether every sample is accounted for. */
  public boolean balances() {
    return given == stored + duplicate + replaced + deleted + expired + refused;
  }
}
