package io.millrace.web.operation;

import io.millrace.pipeline.account.Gap;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** Something that should have come and did not. */
public record SourceGapView(
    @Field("Counts the gaps of the source, from 1.") long number,
    @Field("The channel whose sequence numbers show it; empty if the period does.") String channel,
    @Field("How it was noticed.") Gap.Kind kind,
    @Field("When the last message before it arrived.") Instant from,
    @Field("When the first message after it arrived.") Instant to,
    @Field("How many messages; an estimate if the period shows it.") long missing,
    @Field("How many of them came later.") long filled,
    @Field("Why, as far as can be told.") Gap.Cause cause) {
  static SourceGapView of(Gap gap) {
    return new SourceGapView(
        gap.number(),
        gap.channel(),
        gap.kind(),
        ApiTime.of(gap.fromNs()),
        ApiTime.of(gap.toNs()),
        gap.missing(),
        gap.filled(),
        gap.cause());
  }
}
