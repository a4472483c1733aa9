package io.millrace.web.plant;

import io.millrace.model.plant.UnitSpan;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which unit a point's samples of some time are stored. */
public record UnitSpanView(
    @Field("UCUM code; empty for none.") String unit,
    @Field("Source time from which it holds; absent from the beginning.") @Nullable Instant from,
    @Field("Source time from which it holds no more; absent if it still does.")
        @Nullable Instant to) {
  static UnitSpanView of(UnitSpan span) {
    return new UnitSpanView(
        span.unit(), Validity.fromOrNull(span.validFromNs()), Validity.toOrNull(span.validToNs()));
  }
}
