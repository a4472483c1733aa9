package io.millrace.web.data;

import io.millrace.model.frame.Frame;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.FrameId;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span of time with a meaning: a batch, a run, a stop. */
public record FrameView(
    FrameId id,
    AssetId asset,
    String type,
    Instant start,
    @Field("First instant after its end; absent while it goes on.") @Nullable Instant end,
    Map<String, String> attributes,
    @Field("The frame that it is a part of.") @Nullable FrameId parent) {
  static FrameView of(Frame frame) {
    return new FrameView(
        frame.id(),
        frame.asset(),
        frame.type(),
        ApiTime.of(frame.startNs()),
        frame.isOpen() ? null : ApiTime.of(frame.endNs()),
        frame.attributes(),
        frame.parent());
  }
}
