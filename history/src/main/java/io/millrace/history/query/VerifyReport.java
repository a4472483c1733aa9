package io.millrace.history.query;

import io.millrace.model.id.PointId;
import java.util.List;

/**
 * What a verification found.
 *
 * @param points points that were looked at
 * @param chunks chunks that were read
 * @param samples samples in them
 * @param damages what is damaged; the first thousand
 * @param damageCount how much is damaged
 * @param isComplete false if it was stopped
 */
public record VerifyReport(
    long points,
    long chunks,
    long samples,
    List<PointDamage> damages,
    long damageCount,
    boolean isComplete) {
  public VerifyReport {
    damages = List.copyOf(damages);
  }

  /** Something damaged, and the point that it belongs to. */
  public record PointDamage(PointId point, Damage damage) {}
}
