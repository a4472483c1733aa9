package io.millrace.model.plant;

import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.OrganisationId;
import java.util.List;

/**
 * What the codes of points of the kind enumeration mean, through time.
 *
 * @param name unique within the organisation, case apart
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param versions from the oldest to the one in force; at least one
 * @param version rises by one with each change
 */
public record Enumeration(
    EnumerationId id,
    OrganisationId organisation,
    String name,
    String externalKey,
    List<EnumerationVersion> versions,
    long version) {
  public Enumeration {
    name = Fields.name("name", name);
    externalKey = Fields.shortText("key", externalKey);
    versions = List.copyOf(versions);
  }

  /** The version in force. */
  public EnumerationVersion current() {
    return versions.getLast();
  }
}
