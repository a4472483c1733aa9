package io.millrace.web.operation;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.redecode.RedecodePreview;
import io.millrace.web.data.SampleView;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What decoding anew would do. */
public record RedecodingPreviewView(
    UUID id,
    SourceId source,
    String channels,
    @Nullable Instant from,
    @Nullable Instant to,
    @Field("RUNNING, DONE, FAILED or STOPPED.") String state,
    @Field(value = "How much was looked at.", min = 0, max = 1) double share,
    @Field("Why it failed, or that it was stopped; absent otherwise.") @Nullable String message,
    @Field("The difference; absent until it is known.") @Nullable RedecodingDifference difference) {
  /** Old output against new. */
  public record RedecodingDifference(
      @Field("Messages that were looked at.") long messages,
      @Field("How many become something else.") long changedMessages,
      @Field("Samples that only the old decoding has.") long removedSamples,
      @Field("Samples that only the new decoding has.") long addedSamples,
      @Field("Messages that could not be decoded.") long quarantinedBefore,
      @Field("Messages that cannot be decoded with today's configuration.") long quarantinedAfter,
      @Field("Messages that retention took.") long missing,
      @Field("The first differences.") List<RedecodingExample> examples) {
    static RedecodingDifference of(RedecodePreview preview) {
      return new RedecodingDifference(
          preview.messages(),
          preview.changedMessages(),
          preview.removedSamples(),
          preview.addedSamples(),
          preview.quarantinedBefore(),
          preview.quarantinedAfter(),
          preview.missing(),
          preview.examples().stream().map(RedecodingExample::of).toList());
    }
  }

  /** One difference. */
  public record RedecodingExample(
      String channel,
      PointId point,
      @Field("A sample that goes; absent if this one is new.") @Nullable SampleView before,
      @Field("A sample that comes; absent if this one goes.") @Nullable SampleView after) {
    static RedecodingExample of(RedecodePreview.Example example) {
      return new RedecodingExample(
          example.channel(),
          example.point(),
          SampleView.orNull(example.before()),
          SampleView.orNull(example.after()));
    }
  }
}
