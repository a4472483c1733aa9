package io.millrace.registry.plant;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.unit.UnitConversion;

/**
 * That the values at an address shall belong to a point.
 *
 * @param validFromNs source time from which it holds; {@link Long#MIN_VALUE} from the beginning
 * @param sourceUnit the unit of what the source means, UCUM; empty if it is the point's own, or
 *     nobody knows
 * @param scaling from what the source sends to what it means: counts to kilowatts
 */
public record BindingRequest(
    Address address, PointId point, long validFromNs, String sourceUnit, UnitConversion scaling) {
  /** Values are taken as they come. */
  public static BindingRequest plain(Address address, PointId point, long validFromNs) {
    return new BindingRequest(address, point, validFromNs, "", UnitConversion.IDENTITY);
  }
}
