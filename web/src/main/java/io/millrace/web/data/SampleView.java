package io.millrace.web.data;

import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One reading. */
public record SampleView(
    @Field("Source time.") Instant time,
    @Field("The value; for bad quality whatever came with it, not to be used.") SampleValue value,
    @Field("OPC UA status code (OPC 10000-4, 7.39); absent for 0, which is good.")
        @Nullable Long quality) {
  static SampleView of(Sample sample) {
    return new SampleView(
        ApiTime.of(sample.timeNs()), sample.value(), qualityOrNull(sample.quality()));
  }

  /** Null for none. */
  public static @Nullable SampleView orNull(@Nullable Sample sample) {
    return sample == null ? null : of(sample);
  }

  static @Nullable Long qualityOrNull(int status) {
    return status == 0 ? null : Integer.toUnsignedLong(status);
  }
}
