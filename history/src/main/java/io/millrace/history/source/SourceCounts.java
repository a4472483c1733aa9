package io.millrace.history.source;

/**
 * What became of the samples of one source (law 10). Samples that wait to be merged are in none of
 * these yet; after a checkpoint none wait.
 *
 * @param stored kept
 * @param duplicate the same time, value and quality was kept already
 * @param replaced took the place of another sample of the same time, by the point's policy
 * @param deleted in a range that was deleted
 * @param expired older than what retention keeps
 * @param refused of another kind than the point, too long a text, or too many of one time
 */
public record SourceCounts(
    long stored, long duplicate, long replaced, long deleted, long expired, long refused) {
  /** All of them together. */
  public long total() {
    return stored + duplicate + replaced + deleted + expired + refused;
  }
}
