package io.millrace.web.plant;

import static io.millrace.web.plant.AssetBody.orEmpty;

import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.plant.SourceLimits;
import io.millrace.model.plant.SourceSpec;
import io.millrace.web.json.Field;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person says of a source; what is absent is as usual. */
public record SourceBody(
    @Field("Unique in the organisation, case apart.") String name,
    @Nullable String description,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Field("What becomes of values for which there is no binding.")
        @Nullable UnknownPoints unknownPoints,
    @Field("How many points nobody has described it may bring; 1000 if absent.")
        @Nullable Integer maxUnmappedPoints,
    @Field("How far its clock may run ahead; 10s if absent.") @Nullable String clockTolerance,
    @Field("How often it is expected to send anything, such as 1s.")
        @Nullable String expectedPeriod,
    @Field("Whether its data is made up and must be shown as such.") @Nullable Boolean simulated,
    @Field(
            value = "Mean messages per second that it may send; 0 for the server's default.",
            min = 0)
        @Nullable Integer maxMessagesPerSecond,
    @Field(value = "Size of one message; 0 for the server's default.", min = 0)
        @Nullable Integer maxMessageBytes,
    @Field(
            value = "How its messages are read; the first rule that matches a channel applies.",
            maxLength = 100)
        @Nullable List<MappingRuleView> mapping) {
  SourceSpec spec() {
    SourceSpec usual = SourceSpec.of(name);
    return usual
        .edit()
        .description(orEmpty(description))
        .externalKey(orEmpty(key))
        .unknownPoints(Objects.requireNonNullElse(unknownPoints, usual.unknownPoints()))
        .maxUnmappedPoints(Objects.requireNonNullElse(maxUnmappedPoints, usual.maxUnmappedPoints()))
        .clockToleranceNs(
            DurationField.ns("clockTolerance", clockTolerance, usual.clockToleranceNs()))
        .expectedPeriodNs(DurationField.ns("expectedPeriod", expectedPeriod, 0))
        .simulated(Boolean.TRUE.equals(simulated))
        .limits(
            new SourceLimits(
                Objects.requireNonNullElse(maxMessagesPerSecond, 0),
                Objects.requireNonNullElse(maxMessageBytes, 0)))
        .mapping(
            Objects.requireNonNullElse(mapping, List.<MappingRuleView>of()).stream()
                .map(MappingRuleView::rule)
                .toList())
        .build();
  }
}
