package io.millrace.pipeline.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.Binding;
import io.millrace.pipeline.format.scan.NumberScanner;
import java.util.Locale;

/**
 * Turns a value that was sent into one of its point's kind. Nothing is rounded or guessed where the
 * point is exact: 21.5 does not fit a whole number, and then the message is kept in quarantine
 * until somebody corrects the mapping.
 */
final class ValueConversion {
  private static final double TWO_63 = 0x1p63;
  private static final double TWO_64 = 0x1p64;

  private final NumberScanner scanner = new NumberScanner();

  /**
   * The 64 bits of a number or truth value for a point whose kind is carried as bits.
   *
   * @param kind of the value that was sent, carried as bits
   */
  long ofBits(Binding binding, ValueKind kind, long bits, AddressSlot slot) {
    ValueKind target = binding.traits().kind();
    if (kind == target && binding.isIdentity()) {
      return bits;
    }
    return switch (target) {
      case DOUBLE -> Double.doubleToRawLongBits(scaled(binding, kind, bits));
      case INT64 ->
          binding.isIdentity()
              ? exactInt64(kind, bits, slot)
              : roundedInt64(scaled(binding, kind, bits), slot);
      case UINT64 ->
          binding.isIdentity()
              ? exactUint64(kind, bits, slot)
              : roundedUint64(scaled(binding, kind, bits), slot);
      case BOOLEAN -> {
        long exact = exactInt64(kind, bits, slot);
        if (exact != 0 && exact != 1) {
          throw mismatch(slot, "a number other than 0 and 1", target);
        }
        yield exact;
      }
      case ENUMERATION -> exactInt64(kind, bits, slot);
      case TEXT, RECORD ->
          throw mismatch(slot, "a " + kind.name().toLowerCase(Locale.ROOT), target);
    };
  }

  /** The 64 bits of a text for a point whose kind is carried as bits. */
  long ofText(Binding binding, String text, AddressSlot slot) {
    ValueKind target = binding.traits().kind();
    if (target == ValueKind.ENUMERATION) {
      Long code = binding.codesByText().get(text);
      if (code == null) {
        throw new DecodeException(
            DecodeError.ENUMERATION_TEXT_UNKNOWN,
            "The enumeration of the point at '"
                + slot.pathText()
                + "' has no text '"
                + shortened(text)
                + "'; add it and retry.",
            slot.pathText());
      }
      return code;
    }
    if (target == ValueKind.BOOLEAN) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true", "on", "yes", "1" -> 1;
        case "false", "off", "no", "0" -> 0;
        default -> throw mismatch(slot, "the text '" + shortened(text) + "'", target);
      };
    }
    byte[] bytes = text.strip().getBytes(UTF_8);
    if (scanner.scan(bytes, 0, bytes.length) != bytes.length) {
      throw mismatch(slot, "the text '" + shortened(text) + "'", target);
    }
    return ofBits(binding, scanner.kind(), scanner.bits(), slot);
  }

  /** The text of a number or truth value, for a point whose kind is text. */
  static String toText(ValueKind kind, long bits) {
    return switch (kind) {
      case BOOLEAN -> bits != 0 ? "true" : "false";
      case INT64, ENUMERATION -> Long.toString(bits);
      case UINT64 -> Long.toUnsignedString(bits);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(bits));
      case TEXT, RECORD -> throw new IllegalArgumentException(kind + " is not carried as bits.");
    };
  }

  private static double scaled(Binding binding, ValueKind kind, long bits) {
    double value = NumberScanner.toDouble(kind, bits);
    return binding.isIdentity() ? value : value * binding.factor() + binding.offset();
  }

  private static long exactInt64(ValueKind kind, long bits, AddressSlot slot) {
    switch (kind) {
      case INT64, BOOLEAN, ENUMERATION -> {
        return bits;
      }
      case UINT64 -> {
        if (bits >= 0) {
          return bits;
        }
      }
      case DOUBLE -> {
        double value = Double.longBitsToDouble(bits);
        if (value == Math.rint(value) && value >= -TWO_63 && value < TWO_63) {
          return (long) value;
        }
      }
      case TEXT, RECORD -> throw new IllegalArgumentException(kind + " is not carried as bits.");
    }
    throw mismatch(slot, "a number that is not whole or too large", ValueKind.INT64);
  }

  private static long exactUint64(ValueKind kind, long bits, AddressSlot slot) {
    switch (kind) {
      case UINT64, BOOLEAN -> {
        return bits;
      }
      case INT64, ENUMERATION -> {
        if (bits >= 0) {
          return bits;
        }
      }
      case DOUBLE -> {
        double value = Double.longBitsToDouble(bits);
        if (value == Math.rint(value) && value >= 0 && value < TWO_64) {
          return toUnsigned(value);
        }
      }
      case TEXT, RECORD -> throw new IllegalArgumentException(kind + " is not carried as bits.");
    }
    throw mismatch(slot, "a number that is negative, not whole or too large", ValueKind.UINT64);
  }

  private static long roundedInt64(double value, AddressSlot slot) {
    double rounded = Math.rint(value);
    if (!(rounded >= -TWO_63 && rounded < TWO_63)) {
      throw mismatch(slot, "a number that is too large", ValueKind.INT64);
    }
    return (long) rounded;
  }

  private static long roundedUint64(double value, AddressSlot slot) {
    double rounded = Math.rint(value);
    if (!(rounded >= 0 && rounded < TWO_64)) {
      throw mismatch(slot, "a number that is negative or too large", ValueKind.UINT64);
    }
    return toUnsigned(rounded);
  }

  private static long toUnsigned(double whole) {
    return whole < TWO_63 ? (long) whole : (long) (whole - TWO_63) | Long.MIN_VALUE;
  }

  static DecodeException mismatch(AddressSlot slot, String sent, ValueKind target) {
    return new DecodeException(
        DecodeError.VALUE_KIND_MISMATCH,
        "The value at '"
            + slot.pathText()
            + "' is "
            + sent
            + ", but its point holds "
            + switch (target) {
              case BOOLEAN -> "truth values";
              case INT64 -> "whole numbers";
              case UINT64 -> "whole numbers without sign";
              case DOUBLE -> "numbers";
              case TEXT -> "texts";
              case ENUMERATION -> "codes of an enumeration";
              case RECORD -> "records";
            }
            + ".",
        slot.pathText());
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }
}
