package io.millrace.model.plant;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a description of a plant. */
public enum PlantError implements ErrorCode {
  /** A field is missing, too long, out of range, or contradicts another one. */
  PLANT_FIELD_INVALID(ErrorCategory.INVALID);

  private final ErrorCategory category;

  PlantError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
