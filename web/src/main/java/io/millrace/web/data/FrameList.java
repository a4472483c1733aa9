package io.millrace.web.data;

import io.millrace.web.json.Field;
import java.util.List;

/** Frames. */
public record FrameList(
    @Field("By beginning.") List<FrameView> frames,
    @Field("Whether there are no others.") boolean complete) {}
