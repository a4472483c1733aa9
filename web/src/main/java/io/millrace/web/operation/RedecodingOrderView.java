package io.millrace.web.operation;

import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.pipeline.redecode.RedecodeStatus;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** An order to decode messages anew. */
public record RedecodingOrderView(
    @Field("Names the order.") long number,
    SourceId source,
    String channels,
    @Field("Who ordered it.") UserId by,
    Instant at,
    RedecodeStatus.State state,
    @Field(value = "How much is done.", min = 0, max = 1) double share) {
  static RedecodingOrderView of(RedecodeStatus status) {
    return new RedecodingOrderView(
        status.number(),
        status.order().source(),
        status.order().channelFilter(),
        status.order().by(),
        ApiTime.of(status.order().atNs()),
        status.state(),
        status.share());
  }
}
