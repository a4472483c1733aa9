package io.millrace.pipeline.redecode;

import io.millrace.journal.Position;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What re-decoding would do.
 *
 * @param request what was asked
 * @param configurationVersion today's configuration
 * @param spans where in the journal the messages are; empty if there are none
 * @param messages how many messages were looked at
 * @param changedMessages how many become something else
 * @param removedSamples samples that only the old decoding has
 * @param addedSamples samples that only the new decoding has
 * @param quarantinedBefore messages that could not be decoded
 * @param quarantinedAfter messages that cannot be decoded with today's configuration
 * @param missing journal records that retention took
 * @param examples the first differences
 */
public record RedecodePreview(
    RedecodeRequest request,
    long configurationVersion,
    List<JournalSpan> spans,
    long messages,
    long changedMessages,
    long removedSamples,
    long addedSamples,
    long quarantinedBefore,
    long quarantinedAfter,
    long missing,
    List<Example> examples) {
  public RedecodePreview {
    spans = List.copyOf(spans);
    examples = List.copyOf(examples);
  }

  /**
   * A difference.
   *
   * @param record where the message is
   * @param channel on which channel it came
   * @param before a sample that only the old decoding has; null if this one is new
   * @param after a sample that only the new decoding has; null if this one goes
   */
  public record Example(
      Position record,
      String channel,
      PointId point,
      @Nullable Sample before,
      @Nullable Sample after) {}
}
