package io.millrace.journal.rocksdb;

import java.util.Arrays;

/**
 * A column of numbers: one byte says how. {@code 0}: all are the same, one varint follows. {@code
 * 1}: a varint for each. {@code 2}: runs, each a varint length and a varint value.
 */
final class IntColumn {
  private static final int CONSTANT = 0;
  private static final int EACH = 1;
  private static final int RUNS = 2;

  private IntColumn() {}

  static void write(ByteSink out, int[] values, int size) {
    write(out, values, 0, size);
  }

  /** Writes the values from index {@code from} to before {@code to}, at least one. */
  static void write(ByteSink out, int[] values, int from, int to) {
    int runs = runs(values, from, to);
    if (runs == 1) {
      out.u8(CONSTANT);
      out.varint(values[from] & 0xffff_ffffL);
    } else if (runs <= (to - from) / 3) {
      out.u8(RUNS);
      writeRuns(out, values, from, to);
    } else {
      out.u8(EACH);
      out.ensure(5 * (to - from));
      for (int i = from; i < to; i++) {
        out.varint(values[i] & 0xffff_ffffL);
      }
    }
  }

  private static int runs(int[] values, int from, int to) {
    int runs = 1;
    for (int i = from + 1; i < to; i++) {
      if (values[i] != values[i - 1]) {
        runs++;
      }
    }
    return runs;
  }

  private static void writeRuns(ByteSink out, int[] values, int from, int to) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || values[i] != values[start]) {
        out.varint(i - start);
        out.varint(values[start] & 0xffff_ffffL);
        start = i;
      }
    }
  }

  static int[] read(ByteSource in, int size) {
    int[] values = new int[size];
    int how = in.u8();
    switch (how) {
      case CONSTANT -> Arrays.fill(values, (int) in.varint());
      case EACH -> {
        for (int i = 0; i < size; i++) {
          values[i] = (int) in.varint();
        }
      }
      case RUNS -> readRuns(in, values);
      default -> throw new DamagedException("column form " + how + " is unknown");
    }
    return values;
  }

  private static void readRuns(ByteSource in, int[] values) {
    int at = 0;
    while (at < values.length) {
      int length = in.count(values.length - at);
      if (length == 0) {
        throw new DamagedException("a run is empty");
      }
      Arrays.fill(values, at, at + length, (int) in.varint());
      at += length;
    }
  }
}
