package io.millrace.web.stream;

import io.millrace.model.id.SourceId;
import io.millrace.pipeline.live.Liveness;
import io.millrace.pipeline.live.SourceStatus;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a source is there. */
record SourceEvent(
    @Field("The source.") SourceId source,
    @Field("Whether it is there.") Liveness liveness,
    @Field("When something last came from it; absent if nothing ever did.")
        @Nullable Instant lastSeenAt,
    @Field("Live messages since the server was installed.") long messages,
    @Field("How it last sent.") String protocol) {
  static SourceEvent of(SourceStatus status) {
    return new SourceEvent(
        status.source(),
        status.liveness(),
        ApiTime.orNull(status.lastSeenNs()),
        status.messages(),
        status.protocol());
  }
}
