package io.millrace.pipeline.format;

import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one message from a {@link PayloadParser}.
 *
 * <p>A value is named by an address number, which {@link #address} gives for a path and which holds
 * until the end of the message; so a series of a million values looks its path up once. Byte arrays
 * that are passed in are valid during the call only.
 *
 * <p>Values come in groups that share what is said only once. A value with {@link #NO_TIME} gets
 * the time of {@link #endGroup}.
 */
public interface ValueSink {
  /** The message states no time here. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * The number of the address with this path.
   *
   * @param path UTF-8, not longer than {@link FormatLimits#maxPathBytes()}; empty if the message is
   *     the value
   */
  int address(byte[] path, int from, int to);

  /**
   * A value whose kind the format states.
   *
   * @param kind {@code BOOLEAN}, {@code INT64}, {@code UINT64} or {@code DOUBLE}
   * @param bits the value as {@link ValueKind} says
   * @param timeNs source time, nanoseconds since the epoch, or {@link #NO_TIME}
   * @param quality OPC UA status code
   */
  void value(int address, ValueKind kind, long bits, long timeNs, int quality);

  /**
   * A number of a format that does not tell whole numbers from others, as JSON. What kind the point
   * has decides; without a point it is a double.
   *
   * @param written how it was written: {@code INT64} or {@code UINT64} if it is a whole number that
   *     fits, else {@code DOUBLE}
   * @param bits the value as {@code written} says
   */
  void number(int address, ValueKind written, long bits, long timeNs, int quality);

  /** A text, as valid UTF-8. */
  void text(int address, byte[] text, int from, int to, long timeNs, int quality);

  /**
   * A waveform, image, array or file.
   *
   * @param mediaType what the bytes are
   * @param features what was computed of an array of numbers; null for anything else
   */
  void record(
      int address,
      String mediaType,
      byte[] content,
      int from,
      int to,
      @Nullable ArrayFeatures features,
      long timeNs,
      int quality);

  /** The message says that there is no value, such as JSON's {@code null}. */
  void absent(int address, long timeNs);

  /** Gives all values of the address in the open group this quality. */
  void quality(int address, int quality);

  /** Gives all values of the open group this quality, except those that have one of their own. */
  void groupQuality(int quality);

  /**
   * Ends the open group.
   *
   * @param timeNs the time of its values that have none; {@link #NO_TIME} for receive time
   */
  void endGroup(long timeNs);

  /** The sequence number of the message, by which missing messages are noticed. */
  void sequence(long number);

  /**
   * A part of the message that stands for itself, such as a line, cannot be read; the rest goes on.
   *
   * @param bytes holds the part
   * @param why what is wrong with it
   */
  void rejected(byte[] bytes, int from, int to, FormatException why);
}
