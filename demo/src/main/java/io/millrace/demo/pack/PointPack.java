package io.millrace.demo.pack;

import io.millrace.demo.payload.Address;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.plant.Range;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes a point with its address. */
final class PointPack {
  private PointPack() {}

  static void write(JsonGenerator json, Channel channel, Point point, String keyPrefix) {
    json.writeStartObject();
    json.writeStringProperty("name", point.name());
    json.writeStringProperty("key", keyPrefix + channel.asset() + "/" + point.key());
    json.writeStringProperty("kind", kind(point.kind()));
    boolean burst = point.kind() instanceof PointKind.Waveform;
    if (!point.unit().isEmpty() && !burst) {
      json.writeStringProperty("unit", point.unit());
    }
    kindDetails(json, point);
    if (isDouble(point.kind()) && !(channel.emission() instanceof Emission.Periodic)) {
      json.writeStringProperty("interpolation", "stepped");
    }
    period(json, channel.emission(), point.pastPeriodMs());
    ranges(json, point);
    if (point.key().equals("command") || point.key().equals("melt_setpoint")) {
      json.writeStringProperty("role", "commanded");
    }
    Address address = Address.of(channel, point);
    json.writeObjectPropertyStart("address");
    json.writeStringProperty("source", channel.gateway());
    json.writeStringProperty("channel", address.channel());
    if (!address.path().isEmpty()) {
      json.writeStringProperty("path", address.path());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String kind(PointKind kind) {
    return switch (kind) {
      case PointKind.Measured measured -> "double";
      case PointKind.Counter counter -> counter.decimals() == 0 ? "int64" : "double";
      case PointKind.Flag flag -> "boolean";
      case PointKind.Text text -> "text";
      case PointKind.Word word -> "enumeration";
      case PointKind.Waveform waveform -> "record";
    };
  }

  private static boolean isDouble(PointKind kind) {
    return kind(kind).equals("double");
  }

  private static void kindDetails(JsonGenerator json, Point point) {
    switch (point.kind()) {
      case PointKind.Measured measured -> resolution(json, measured.decimals());
      case PointKind.Counter counter -> {
        json.writeBooleanProperty("counter", true);
        resolution(json, counter.decimals());
      }
      case PointKind.Word word -> json.writeStringProperty("enumeration", word.name());
      case PointKind.Waveform waveform ->
          json.writeStringProperty(
              "description",
              String.format(
                  Locale.ROOT,
                  "%d samples in %s, %d of them in a second.",
                  waveform.samples(),
                  point.unit(),
                  waveform.samplesPerSecond()));
      case PointKind.Flag flag -> {}
      case PointKind.Text text -> {}
    }
  }

  private static void resolution(JsonGenerator json, int decimals) {
    json.writeName("resolution");
    json.writeNumber(BigDecimal.ONE.movePointLeft(decimals));
  }

  /**
   * That of past data, where it is longer than that of live data: else all of the past would look
   * like gaps. Of a point that is sent at each cycle, nobody can say when the next value is due.
   */
  private static void period(JsonGenerator json, Emission emission, int pastPeriodMs) {
    switch (emission) {
      case Emission.Periodic(int periodMs) ->
          json.writeStringProperty("expectedPeriod", duration(Math.max(periodMs, pastPeriodMs)));
      case Emission.OnChange(int heartbeatMs) ->
          json.writeStringProperty("expectedPeriod", duration(heartbeatMs));
      case Emission.PerCycle perCycle -> {}
    }
  }

  private static String duration(int ms) {
    return ms % 1000 == 0 ? ms / 1000 + "s" : ms + "ms";
  }

  private static void ranges(JsonGenerator json, Point point) {
    if (point.instrument().equals(Range.NONE)
        && point.normal().equals(Range.NONE)
        && point.alarm().equals(Range.NONE)) {
      return;
    }
    json.writeObjectPropertyStart("ranges");
    range(json, "instrument", point.instrument());
    range(json, "normal", point.normal());
    range(json, "alarm", point.alarm());
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, String name, Range range) {
    if (range.equals(Range.NONE)) {
      return;
    }
    json.writeArrayPropertyStart(name);
    end(json, range.low());
    end(json, range.high());
    json.writeEndArray();
  }

  private static void end(JsonGenerator json, double end) {
    if (Double.isInfinite(end)) {
      json.writeNull();
    } else {
      json.writeNumber(new BigDecimal(String.valueOf(end)).stripTrailingZeros().toPlainString());
    }
  }
}
