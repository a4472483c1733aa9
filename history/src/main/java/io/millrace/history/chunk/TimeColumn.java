package io.millrace.history.chunk;

/**
 * A column of ascending times: what each is after the first, in the coarsest of nanoseconds,
 * microseconds, milliseconds and seconds that is exact, as whole numbers. Times at a fixed period
 * take no bits. Reusable; serves one thread.
 */
final class TimeColumn {
  private static final long[] UNITS_NS = {1L, 1_000L, 1_000_000L, 1_000_000_000L};

  private final IntegerColumn integers;
  private final long[] offsets = new long[ChunkLimits.MAX_SAMPLES];

  TimeColumn(IntegerColumn integers) {
    this.integers = integers;
  }

  void encode(long[] times, int from, int count, BitOutput out) {
    long first = times[from];
    int unit = UNITS_NS.length - 1;
    for (int i = 0; i < count; i++) {
      long offset = times[from + i] - first;
      offsets[i] = offset;
      while (offset % UNITS_NS[unit] != 0) {
        unit--;
      }
    }
    if (unit > 0) {
      for (int i = 0; i < count; i++) {
        offsets[i] /= UNITS_NS[unit];
      }
    }
    out.int64(first);
    out.uint8(unit);
    integers.encode(offsets, count, out);
  }

  void decode(BitInput in, long[] times, int count) {
    long first = in.int64();
    int unit = in.uint8();
    if (unit >= UNITS_NS.length) {
      throw Damage.of("a unit of time has the code " + unit);
    }
    integers.decode(in, times, count);
    long unitNs = UNITS_NS[unit];
    long last = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long time = first + times[i] * unitNs;
      if (time < last) {
        throw Damage.of("times do not ascend");
      }
      times[i] = time;
      last = time;
    }
  }
}
