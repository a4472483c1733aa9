package io.millrace.model.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;

/**
 * That under whose identity data arrives: a device, a gateway, a connection, an upload.
 *
 * @param spec what people say of it
 * @param createdAtNs when it was first described, nanoseconds since the epoch
 * @param retired whether it is out of use
 * @param version rises by one with each change
 */
public record Source(
    SourceId id,
    OrganisationId organisation,
    SourceSpec spec,
    long createdAtNs,
    boolean retired,
    long version) {
  /** Its name. */
  public String name() {
    return spec.name();
  }
}
