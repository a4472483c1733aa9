package io.millrace.history.chunk;

import java.util.Arrays;

/** A column of OPC UA status codes, as runs of equal ones; a column of good ones takes one byte. */
final class QualityColumn {
  private QualityColumn() {}

  static void encode(int[] qualities, int from, int count, BitOutput out) {
    int runs = 0;
    for (int i = 0; i < count; i++) {
      runs += i == 0 || qualities[from + i] != qualities[from + i - 1] ? 1 : 0;
    }
    boolean good = runs == 1 && qualities[from] == 0;
    out.unsigned(good ? 0 : runs);
    if (good) {
      return;
    }
    int start = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || qualities[from + i] != qualities[from + start]) {
        out.int32(qualities[from + start]);
        out.unsigned(i - start);
        start = i;
      }
    }
  }

  static void decode(BitInput in, int[] qualities, int count) {
    int runs = in.count(0, count, "the count of quality runs");
    int filled = runs == 0 ? count : 0;
    Arrays.fill(qualities, 0, filled, 0);
    for (int run = 0; run < runs; run++) {
      int quality = in.int32();
      int length = in.count(1, count - filled, "the length of a quality run");
      Arrays.fill(qualities, filled, filled + length, quality);
      filled += length;
    }
    if (filled != count) {
      throw Damage.of("qualities cover " + filled + " of " + count + " samples");
    }
  }
}
