package io.millrace.model.plant;

import io.millrace.model.id.OrganisationId;

/**
 * The tenant that every row belongs to.
 *
 * @param version rises by one with each change
 */
public record Organisation(OrganisationId id, String name, long createdAtNs, long version) {
  /**
   * @throws PlantException naming the field that is wrong
   */
  public Organisation {
    name = Fields.name("name", name);
  }
}
