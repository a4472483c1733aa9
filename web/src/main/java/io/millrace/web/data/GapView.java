package io.millrace.web.data;

import io.millrace.history.query.Gap;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** When a point had no data. */
public record GapView(
    @Field("Time of the last sample before it, or of the marker that opened it.") Instant from,
    @Field("Time of the sample that ended it, or the end of what was asked for.") Instant to,
    @Field("Why there was none.") Gap.Cause cause,
    @Field("Whether no sample has ended it yet.") boolean open) {
  static GapView of(Gap gap) {
    return new GapView(ApiTime.of(gap.fromNs()), ApiTime.of(gap.toNs()), gap.cause(), gap.isOpen());
  }
}
