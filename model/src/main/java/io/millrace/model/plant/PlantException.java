package io.millrace.model.plant;

import io.millrace.model.error.MillraceException;

/** A description of a plant is refused; {@link #field()} says where. */
public final class PlantException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field's name in the JSON form, as in {@code docs/formats/registry.md}
   */
  public PlantException(String field, String message) {
    super(PlantError.PLANT_FIELD_INVALID, message);
    this.field = field;
  }

  /** Which field is wrong, by its name in the JSON form. */
  public String field() {
    return field;
  }
}
