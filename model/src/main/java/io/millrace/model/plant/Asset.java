package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;

/**
 * A machine, a room, a vehicle, a site: whatever points and people belong to.
 *
 * @param spec what people say of it
 * @param createdAtNs when it was first described, nanoseconds since the epoch
 * @param retired whether it is out of use: kept with its history, and its name free again
 * @param version rises by one with each change
 */
public record Asset(
    AssetId id,
    OrganisationId organisation,
    AssetSpec spec,
    long createdAtNs,
    boolean retired,
    long version) {
  /** Its name. */
  public String name() {
    return spec.name();
  }
}
