package io.millrace.web.data;

import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a point had no data. */
public record GapList(
    @Field("In the order of time.") List<GapView> gaps,
    @Field("False if there are more than one answer may hold.") boolean complete,
    @Field("The longest silence that was no gap, in seconds; absent if only markers count.")
        @Nullable Double silenceSeconds,
    @Field("What could not be looked into; absent if nothing is damaged.")
        @Nullable List<DamageView> damages) {}
