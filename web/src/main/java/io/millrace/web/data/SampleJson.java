package io.millrace.web.data;

import io.millrace.history.chunk.Samples;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.web.json.ValueJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** Writes the members of a {@link SampleView} without making one. Serves one thread. */
final class SampleJson {
  private static final SerializedString POINT = new SerializedString("point");
  private static final SerializedString TIME = new SerializedString("time");
  private static final SerializedString VALUE = new SerializedString("value");

  private final JsonGenerator json;
  private final TimeText times = new TimeText();
  private final IdText ids = new IdText();

  SampleJson(JsonGenerator json) {
    this.json = json;
  }

  /** An object for sample {@code i}. */
  void write(Samples samples, int i) {
    json.writeStartObject();
    members(samples.timeNs(i), samples.value(i), samples.quality(i));
    json.writeEndObject();
  }

  /** Time, value and quality. */
  void members(Sample sample) {
    members(sample.timeNs(), sample.value(), sample.quality());
  }

  private void members(long timeNs, SampleValue value, int quality) {
    time(TIME, timeNs);
    json.writeName(VALUE);
    ValueJson.write(json, value);
    if (quality != 0) {
      json.writeNumberProperty("quality", Integer.toUnsignedLong(quality));
    }
  }

  /** Whose it is. */
  void point(PointId point) {
    json.writeName(POINT);
    ids.write(json, point.value());
  }

  /** A time. */
  void time(SerializedString name, long ns) {
    json.writeName(name);
    times.write(json, ns);
  }
}
