package io.millrace.history.chunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunk as {@code docs/formats/history.md} says, bit by bit and sharing nothing with the
 * product's decoder, so that the page is proven to be enough.
 */
final class DocumentedChunk {
  final int kind;
  final long[] times;
  final int[] qualities;
  final long[] bits;
  final @Nullable String[] texts;

  private final byte[] bytes;
  private long bit;

  DocumentedChunk(byte[] bytes) {
    this.bytes = bytes;
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - 4);
    if ((int) checksum.getValue() != ByteBuffer.wrap(bytes).getInt(bytes.length - 4)) {
      throw new IllegalStateException("checksum");
    }
    if (bits(8) != 1) {
      throw new IllegalStateException("form");
    }
    kind = (int) bits(8);
    boolean hasStatistics = (bits(8) & 1) != 0;
    int count = (int) uint();
    if (hasStatistics) {
      skip(uint());
    }
    skip(uint());
    times = new long[count];
    qualities = new int[count];
    bits = new long[count];
    texts = new String[count];
    readTimes();
    readQualities();
    readValues((int) bits(8));
    if (bit != 8L * (bytes.length - 4)) {
      throw new IllegalStateException("bytes are left over");
    }
  }

  private void readTimes() {
    long first = bits(64);
    long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[(int) bits(8)];
    integers(times);
    for (int i = 0; i < times.length; i++) {
      times[i] = first + times[i] * unit;
    }
  }

  private void readQualities() {
    long runs = uint();
    int at = 0;
    for (long run = 0; run < runs; run++) {
      int code = (int) bits(32);
      for (long left = uint(); left > 0; left--) {
        qualities[at++] = code;
      }
    }
  }

  private void readValues(int encoding) {
    switch (encoding) {
      case 0 -> integers(bits);
      case 1, 2 -> {
        double power = Math.pow(10, (int) bits(8));
        readDoubles(
            n -> {
              double value = n / power;
              return Double.doubleToRawLongBits(encoding == 1 ? value : (float) value);
            });
      }
      case 3 ->
          readDoubles(
              n -> {
                int b = (int) n;
                return Double.doubleToRawLongBits(
                    Float.intBitsToFloat(b >= 0 ? b : b ^ Integer.MAX_VALUE));
              });
      case 4 -> readDoubles(n -> n >= 0 ? n : n ^ Long.MAX_VALUE);
      case 5 -> {
        long[] words = new long[(int) uint()];
        for (int w = 0; w < words.length; w++) {
          words[w] = bits(64);
        }
        integers(bits);
        for (int i = 0; i < bits.length; i++) {
          bits[i] = words[(int) bits[i]];
        }
      }
      case 6 -> {
        String[] words = new String[(int) uint()];
        for (int w = 0; w < words.length; w++) {
          byte[] utf8 = new byte[(int) uint()];
          for (int i = 0; i < utf8.length; i++) {
            utf8[i] = (byte) bits(8);
          }
          words[w] = new String(utf8, StandardCharsets.UTF_8);
        }
        integers(bits);
        for (int i = 0; i < bits.length; i++) {
          texts[i] = words[(int) bits[i]];
        }
      }
      default -> throw new IllegalStateException("encoding " + encoding);
    }
  }

  private interface Mapping {
    long bitsOf(long number);
  }

  private void readDoubles(Mapping mapping) {
    int exceptions = (int) uint();
    int[] indexes = new int[exceptions];
    long[] patterns = new long[exceptions];
    int index = 0;
    for (int e = 0; e < exceptions; e++) {
      index += (int) uint();
      indexes[e] = index;
      patterns[e] = bits(64);
    }
    integers(bits);
    for (int i = 0; i < bits.length; i++) {
      bits[i] = mapping.bitsOf(bits[i]);
    }
    for (int e = 0; e < exceptions; e++) {
      bits[indexes[e]] = patterns[e];
    }
  }

  private void integers(long[] v) {
    int head = (int) bits(8);
    int order = head & 3;
    boolean exact = (head & 0x10) != 0;
    long first = sint();
    long step = order == 0 ? 0 : sint();
    long[] m = new long[Math.max(0, v.length - order)];
    if (!exact) {
      for (int from = 0; from < m.length; from += 128) {
        block(m, from, Math.min(m.length, from + 128));
      }
      bit = (bit + 7) / 8 * 8;
    }
    for (int i = 0; i < v.length; i++) {
      v[i] =
          switch (order) {
            case 0 -> first + m[i];
            case 1 -> i == 0 ? first : v[i - 1] + step + unzigzag(m[i - 1]);
            default ->
                switch (i) {
                  case 0 -> first;
                  case 1 -> first + step;
                  default -> 2 * v[i - 1] - v[i - 2] + unzigzag(m[i - 2]);
                };
          };
    }
  }

  private void block(long[] m, int from, int to) {
    int head = (int) bits(8);
    for (int i = from; i < to && head != 128; i++) {
      if (head < 64) {
        m[i] = rice(head);
      } else {
        m[i] = bits(1) == 0 ? 0 : rice(head - 64) + 1;
      }
    }
  }

  private long rice(int k) {
    int q = 0;
    while (q < 20 && bits(1) == 0) {
      q++;
    }
    if (q < 20) {
      return ((long) q << k) | bits(k);
    }
    return bits((int) bits(6) + 1);
  }

  private static long unzigzag(long value) {
    return (value & 1) == 0 ? value >>> 1 : ~(value >>> 1);
  }

  private long sint() {
    return unzigzag(uint());
  }

  private long uint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      long next = bits(8);
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  private void skip(long byteCount) {
    bit += 8 * byteCount;
  }

  private long bits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++, bit++) {
      value = (value << 1) | (bytes[(int) (bit / 8)] >> (7 - bit % 8) & 1);
    }
    return value;
  }
}
