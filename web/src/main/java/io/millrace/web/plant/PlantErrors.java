package io.millrace.web.plant;

import io.millrace.model.error.ErrorCode;
import io.millrace.model.plant.PlantError;
import io.millrace.registry.error.RegistryError;

/** Codes that all changes of a plant may answer with. */
final class PlantErrors {
  private static final ErrorCode[] CHANGES = {
    PlantError.PLANT_FIELD_INVALID,
    RegistryError.REGISTRY_NOT_FOUND,
    RegistryError.REGISTRY_NAME_TAKEN,
    RegistryError.REGISTRY_CONFLICT,
    RegistryError.REGISTRY_INVALID,
    RegistryError.REGISTRY_STALE
  };

  private PlantErrors() {}

  static ErrorCode[] ofChanges() {
    return CHANGES.clone();
  }
}
