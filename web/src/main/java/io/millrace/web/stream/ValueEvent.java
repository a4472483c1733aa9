package io.millrace.web.stream;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleValue;
import io.millrace.pipeline.live.LiveValue;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The latest value of a point. */
record ValueEvent(
    @Field("The point.") PointId point,
    @Field("Where the value came from.") SourceId source,
    @Field("When it was measured.") Instant time,
    @Field("The value, of the point's kind.") SampleValue value,
    @Field("OPC UA status code (OPC 10000-4, 7.39); absent for 0, which is good.")
        @Nullable Long quality,
    @Field("When it arrived.") Instant received) {
  static ValueEvent of(LiveValue live) {
    int status = live.sample().quality();
    return new ValueEvent(
        live.point(),
        live.source(),
        ApiTime.of(live.sample().timeNs()),
        live.sample().value(),
        status == Quality.GOOD ? null : Integer.toUnsignedLong(status),
        ApiTime.of(live.receiveTimeNs()));
  }
}
