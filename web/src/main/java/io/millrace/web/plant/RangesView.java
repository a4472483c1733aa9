package io.millrace.web.plant;

import io.millrace.model.plant.PointRanges;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** What values to expect, three ways; absent is unknown. */
public record RangesView(
    @Field("What the instrument can show.") @Nullable RangeView instrument,
    @Field("What is usual in operation.") @Nullable RangeView normal,
    @Field("Outside of it somebody should act.") @Nullable RangeView alarm) {
  static @Nullable RangesView of(PointRanges ranges) {
    return ranges.isUnknown()
        ? null
        : new RangesView(
            RangeView.of(ranges.instrument()),
            RangeView.of(ranges.normal()),
            RangeView.of(ranges.alarm()));
  }

  static PointRanges ranges(@Nullable RangesView view) {
    return view == null
        ? PointRanges.UNKNOWN
        : new PointRanges(
            RangeView.range(view.instrument),
            RangeView.range(view.normal),
            RangeView.range(view.alarm));
  }
}
