package io.millrace.web.stream;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.QualityClass;
import io.millrace.model.sample.SampleValue;
import io.millrace.pipeline.live.LiveValue;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** The latest value of a point. */
record ValueEvent(
    @Field("The point.") PointId point,
    @Field("Where the value came from.") SourceId source,
    @Field("When it was measured.") Instant time,
    @Field("The value, of the point's kind.") SampleValue value,
    @Field("Whether it may be used.") QualityClass quality,
    @Field("The OPC UA status code, as an unsigned number.") long qualityCode,
    @Field("When it arrived.") Instant receivedAt) {
  static ValueEvent of(LiveValue live) {
    int status = live.sample().quality();
    return new ValueEvent(
        live.point(),
        live.source(),
        ApiTime.of(live.sample().timeNs()),
        live.sample().value(),
        Quality.classOf(status),
        Integer.toUnsignedLong(status),
        ApiTime.of(live.receiveTimeNs()));
  }
}
