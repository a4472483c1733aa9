package io.millrace.model.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;

/**
 * One measured or commanded quantity.
 *
 * @param status where it stands between discovery and the end of its use
 * @param spec what people say of it; of an unmapped point what its address suggests
 * @param createdAtNs when it was discovered or described, nanoseconds since the epoch
 * @param version rises by one with each change
 */
public record Point(
    PointId id,
    OrganisationId organisation,
    PointStatus status,
    PointSpec spec,
    long createdAtNs,
    long version) {
  /** Its name. */
  public String name() {
    return spec.name();
  }
}
