package io.millrace.model.plant;

import io.millrace.model.id.PointId;
import io.millrace.model.unit.UnitConversion;

/**
 * From when to when, in source time, the values at an address belong to a point.
 *
 * @param validFromNs first nanosecond, since the epoch
 * @param validToNs first nanosecond after it; {@link Long#MAX_VALUE} if it has no end
 * @param sourceUnit the unit of what the source means, UCUM; empty if it is the point's own, or
 *     nobody knows
 * @param scaling from what the source sends to what it means: counts to kilowatts
 * @param stored from what the source sends to what is stored, in the point's unit: scaling, then
 *     the conversion of units
 */
public record AddressBinding(
    Address address,
    PointId point,
    long validFromNs,
    long validToNs,
    String sourceUnit,
    UnitConversion scaling,
    UnitConversion stored) {
  /** Whether it holds at a source time. */
  public boolean holdsAt(long timeNs) {
    return timeNs >= validFromNs && timeNs < validToNs;
  }
}
