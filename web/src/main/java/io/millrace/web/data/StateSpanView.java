package io.millrace.web.data;

import io.millrace.model.state.AssetState;
import io.millrace.model.state.StateSpan;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** For how long an asset was in a state. */
public record StateSpanView(
    AssetState state,
    @Field("Of the rule that said so; may be empty.") String reason,
    Instant from,
    Instant to) {
  static StateSpanView of(StateSpan span) {
    return new StateSpanView(
        span.state(),
        span.reason(),
        ApiTime.of(span.range().fromNs()),
        ApiTime.of(span.range().toNs()));
  }
}
