package io.millrace.web.plant;

import io.millrace.model.plant.NumericRange;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** From a low to a high value, both included. */
public record RangeView(
    @Field("Absent if there is no lower end.") @Nullable Double low,
    @Field("Absent if there is no upper end.") @Nullable Double high) {
  static @Nullable RangeView of(NumericRange range) {
    return range.isOpen() ? null : new RangeView(range.low(), range.high());
  }

  static NumericRange range(@Nullable RangeView view) {
    return view == null ? NumericRange.OPEN : new NumericRange(view.low, view.high);
  }
}
