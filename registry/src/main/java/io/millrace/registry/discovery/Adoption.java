package io.millrace.registry.discovery;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.unit.UnitConversion;

/**
 * What a person says of an unmapped point.
 *
 * @param spec of the kind that the point has
 * @param sourceUnit the unit of what the source means, UCUM; empty if it is the spec's
 * @param scaling from what the source sends to what it means
 */
public record Adoption(PointId point, PointSpec spec, String sourceUnit, UnitConversion scaling) {
  /** Values are taken as they come. */
  public static Adoption plain(PointId point, PointSpec spec) {
    return new Adoption(point, spec, "", UnitConversion.IDENTITY);
  }
}
