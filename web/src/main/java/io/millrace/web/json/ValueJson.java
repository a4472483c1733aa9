package io.millrace.web.json;

import io.millrace.model.sample.SampleValue;
import tools.jackson.core.JsonGenerator;

/**
 * Values of samples in JSON. Whole numbers beyond ±(2<sup>53</sup>−1), which JavaScript cannot hold
 * exactly, are texts of digits; so are the doubles that JSON has no number for ({@code "NaN"},
 * {@code "Infinity"}, {@code "-Infinity"}). A record is its descriptor, as JSON.
 */
public final class ValueJson {
  /** Greatest whole number that every reader of JSON holds exactly (RFC 7493, 2.2). */
  public static final long MAX_SAFE = (1L << 53) - 1;

  private ValueJson() {}

  /** Writes a value. */
  public static void write(JsonGenerator json, SampleValue value) {
    switch (value) {
      case SampleValue.OfBoolean of -> json.writeBoolean(of.value());
      case SampleValue.OfInt64 of -> writeInt64(json, of.value());
      case SampleValue.OfUint64 of -> writeUint64(json, of.bits());
      case SampleValue.OfDouble of -> writeDouble(json, of.value());
      case SampleValue.OfText of -> json.writeString(of.value());
      case SampleValue.OfEnumeration of -> writeInt64(json, of.code());
      case SampleValue.OfRecord of -> json.writeRawValue(of.descriptor());
    }
  }

  /** Writes a whole number. */
  public static void writeInt64(JsonGenerator json, long value) {
    if (value >= -MAX_SAFE && value <= MAX_SAFE) {
      json.writeNumber(value);
    } else {
      json.writeString(Long.toString(value));
    }
  }

  private static void writeUint64(JsonGenerator json, long bits) {
    if (bits >= 0 && bits <= MAX_SAFE) {
      json.writeNumber(bits);
    } else {
      json.writeString(Long.toUnsignedString(bits));
    }
  }

  /** Writes a floating-point number. */
  public static void writeDouble(JsonGenerator json, double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }
}
