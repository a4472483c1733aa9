package io.millrace.model.state;

import io.millrace.model.sample.SampleValue;
import java.math.BigInteger;

/** Values as numbers, where they are numbers. */
final class Numbers {
  private Numbers() {}

  /** The value as a double; not a number if it is none. Beyond 2<sup>53</sup> it is rounded. */
  static double of(SampleValue value) {
    return switch (value) {
      case SampleValue.OfInt64(long number) -> number;
      case SampleValue.OfUint64(long bits) -> unsigned(bits);
      case SampleValue.OfDouble(double number) -> number;
      case SampleValue.OfBoolean _,
          SampleValue.OfText _,
          SampleValue.OfEnumeration _,
          SampleValue.OfRecord _ ->
          Double.NaN;
    };
  }

  /** Equality across the kinds of number; other values are equal only within their kind. */
  static boolean sameValue(SampleValue a, SampleValue b) {
    if (a.equals(b)) {
      return true;
    }
    return a.kind() != b.kind() && of(a) == of(b);
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : new BigInteger(Long.toUnsignedString(bits)).doubleValue();
  }
}
