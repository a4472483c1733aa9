package io.millrace.model.sample;

/** One value as an object, for the edges (API, tests); the hot path uses {@link SampleBatch}. */
public sealed interface SampleValue {
  /** The kind of value. */
  ValueKind kind();

  /** True or false. */
  record OfBoolean(boolean value) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.BOOLEAN;
    }
  }

  /** A whole number. */
  record OfInt64(long value) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.INT64;
    }
  }

  /** A whole number without sign, as its 64 bits. */
  record OfUint64(long bits) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.UINT64;
    }
  }

  /** A floating-point number. */
  record OfDouble(double value) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.DOUBLE;
    }
  }

  /** Text. */
  record OfText(String value) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.TEXT;
    }
  }

  /** The code of one entry of the point's enumeration. */
  record OfEnumeration(long code) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.ENUMERATION;
    }
  }

  /** A reference to a blob, as its descriptor in JSON (see {@link ValueKind#RECORD}). */
  record OfRecord(String descriptor) implements SampleValue {
    @Override
    public ValueKind kind() {
      return ValueKind.RECORD;
    }
  }

  /**
   * The value that columns carry as 64 bits.
   *
   * @throws IllegalArgumentException if the kind is carried as text
   */
  static SampleValue ofBits(ValueKind kind, long bits) {
    return switch (kind) {
      case BOOLEAN -> new OfBoolean(bits != 0);
      case INT64 -> new OfInt64(bits);
      case UINT64 -> new OfUint64(bits);
      case DOUBLE -> new OfDouble(Double.longBitsToDouble(bits));
      case ENUMERATION -> new OfEnumeration(bits);
      case TEXT, RECORD -> throw new IllegalArgumentException(kind + " is carried as text.");
    };
  }

  /**
   * The value of a kind that columns carry as text.
   *
   * @throws IllegalArgumentException if the kind is carried as bits
   */
  static SampleValue ofText(ValueKind kind, String text) {
    return switch (kind) {
      case TEXT -> new OfText(text);
      case RECORD -> new OfRecord(text);
      case BOOLEAN, INT64, UINT64, DOUBLE, ENUMERATION ->
          throw new IllegalArgumentException(kind + " is carried as bits.");
    };
  }
}
