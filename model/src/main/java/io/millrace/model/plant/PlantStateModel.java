package io.millrace.model.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.state.StateModel;

/**
 * A state model with the name that people know it by.
 *
 * @param name unique within the organisation, case apart
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param assetType the type of asset that it is a template for; empty if it is for none
 * @param rules how the state is told
 * @param version rises by one with each change
 */
public record PlantStateModel(
    StateModelId id,
    OrganisationId organisation,
    String name,
    String externalKey,
    String assetType,
    StateModel rules,
    long version) {
  /**
   * @throws PlantException naming the field that is wrong
   */
  public PlantStateModel {
    name = Fields.name("name", name);
    externalKey = Fields.shortText("key", externalKey);
    assetType = Fields.label("assetType", assetType);
  }
}
