package io.millrace.web.plant;

import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.registry.json.DurationText;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source, as the API shows it. */
public record SourceView(
    SourceId id,
    String name,
    String description,
    @Field("By which imports find it again; may be empty.") String key,
    @Field("What becomes of values for which there is no binding.") UnknownPoints unknownPoints,
    @Field("How many points nobody has described it may bring.") int maxUnmappedPoints,
    @Field("How far its clock may run ahead, such as 10s.") String clockTolerance,
    @Field("How often it is expected to send anything; absent if nobody knows.")
        @Nullable String expectedPeriod,
    @Field("Whether its data is made up.") boolean simulated,
    @Field("Mean messages per second that it may send; 0 for the server's default.")
        int maxMessagesPerSecond,
    @Field("Size of one message; 0 for the server's default.") int maxMessageBytes,
    @Field("How its messages are read; the first rule that matches a channel applies.")
        List<MappingRuleView> mapping,
    boolean retired,
    Instant createdAt,
    @Field("Rises by one with each change.") long version) {
  static SourceView of(Source source) {
    SourceSpec spec = source.spec();
    return new SourceView(
        source.id(),
        spec.name(),
        spec.description(),
        spec.externalKey(),
        spec.unknownPoints(),
        spec.maxUnmappedPoints(),
        DurationText.of(spec.clockToleranceNs()),
        DurationField.orNull(spec.expectedPeriodNs()),
        spec.simulated(),
        spec.limits().messagesPerSecond(),
        spec.limits().messageBytes(),
        spec.mapping().stream().map(MappingRuleView::of).toList(),
        source.retired(),
        ApiTime.of(source.createdAtNs()),
        source.version());
  }
}
