package io.millrace.web.data;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.web.json.Field;
import io.millrace.web.plant.BindingView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whence a value came. */
public record WhyAnswer(
    PointId point,
    @Field("One per sample with exactly the time that was asked, in journal order.")
        List<OriginView> samples,
    @Field("Why there are no samples; absent if there are.") @Nullable String sentence,
    @Field("Time of the nearest sample, if there is none of the time that was asked.")
        @Nullable Instant nearest) {
  /** Whence one sample came. */
  public record OriginView(
      SampleView sample,
      @Field("What is known of its way, in a sentence.") String sentence,
      @Field("Whether the one message is named that it came from.") boolean exact,
      @Field("Those that yield exactly this sample, mostly one; empty if none was found.")
          List<MessageView> messages) {}

  /** A raw message, as it arrived. */
  public record MessageView(
      @Field("The journal's partition.") int partition,
      @Field("Its offset there.") long offset,
      SourceId source,
      @Field("What people call the source; absent if nobody describes it any more.")
          @Nullable String sourceName,
      @Field("MQTT topic or HTTP path.") String channel,
      @Field("What the sender said that it is; may be empty.") String contentType,
      @Field("Whose credential was used.") String principal,
      String protocol,
      @Field("The connection that it came by, counted by the source.") long connectionEpoch,
      @Field("When it arrived.") Instant received,
      @Field("Flags of the protocol.") int flags,
      @Field("What the protocol carried beside the payload.") Map<String, String> attributes,
      @Field("The configuration in force: that of all changes before this number.")
          long configurationVersion,
      @Field("Length of the payload.") int bytes,
      @Field("Its beginning in hexadecimal.") String hex,
      @Field("Its beginning as text, if it is UTF-8.") @Nullable String text,
      @Field("Whether hex and text have all of it.") boolean whole,
      @Field("Which binding made its value this point's; absent for an unmapped point.")
          @Nullable BindingView binding) {}
}
