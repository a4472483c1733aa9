package io.millrace.web.plant;

import io.millrace.model.unit.CommonCodes;
import io.millrace.model.unit.PressureReference;
import io.millrace.model.unit.Unit;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** A unit of measure. */
public record UnitView(
    @Field("UCUM code, as it was sent.") String code,
    @Field("As people write it.") String symbol,
    @Field("Whether a pressure is gauge or absolute.") PressureReference pressure,
    @Field("UNECE Rec 20 common code; absent if it has none.") @Nullable String commonCode) {
  static UnitView of(Unit unit) {
    return new UnitView(
        unit.code(),
        unit.symbol(),
        unit.pressureReference(),
        CommonCodes.codeOf(unit).orElse(null));
  }
}
