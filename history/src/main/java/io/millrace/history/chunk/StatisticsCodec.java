package io.millrace.history.chunk;

import io.millrace.history.chunk.ChunkStatistics.End;
import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.history.chunk.ChunkStatistics.StateDuration;
import io.millrace.model.sample.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ChunkStatistics} as bytes. Times are counted from the first sample's. */
final class StatisticsCodec {
  private static final int HAS_NUMBERS = 0x01;
  private static final int HAS_STATES = 0x02;
  private static final int ALL_GOOD = 0x04;
  private static final int HAS_FIRST_TEXT = 0x08;
  private static final int HAS_LAST_TEXT = 0x10;
  private static final int KNOWN_FLAGS = 0x1f;

  private StatisticsCodec() {}

  static void encode(ValueKind kind, ChunkStatistics statistics, BitOutput out) {
    OfNumbers numbers = statistics.numbers();
    List<StateDuration> states = statistics.states();
    End first = statistics.first();
    End last = statistics.last();
    boolean allGood =
        statistics.goodCount() == statistics.count()
            && statistics.usableCount() == statistics.count()
            && first.quality() == 0
            && last.quality() == 0;
    out.uint8(
        (numbers == null ? 0 : HAS_NUMBERS)
            | (states == null ? 0 : HAS_STATES)
            | (allGood ? ALL_GOOD : 0)
            | (first.text() == null ? 0 : HAS_FIRST_TEXT)
            | (last.text() == null ? 0 : HAS_LAST_TEXT));
    out.unsigned(statistics.count());
    out.int64(first.timeNs());
    out.unsigned(last.timeNs() - first.timeNs());
    out.unsigned(statistics.longestIntervalNs());
    if (!allGood) {
      out.unsigned(statistics.goodCount());
      out.unsigned(statistics.usableCount());
      out.unsigned(statistics.markerCount());
      out.unsigned(statistics.coveredNs());
      out.int32(first.quality());
      out.int32(last.quality());
    }
    end(kind, first, out);
    end(kind, last, out);
    if (numbers != null) {
      numbers(kind, numbers, statistics, out);
    }
    if (states != null) {
      states(kind, states, out);
    }
  }

  private static void end(ValueKind kind, End end, BitOutput out) {
    if (kind.isText()) {
      if (end.text() != null) {
        text(end.text(), out);
      }
    } else {
      value(kind, end.bits(), out);
    }
  }

  private static void numbers(
      ValueKind kind, OfNumbers numbers, ChunkStatistics statistics, BitOutput out) {
    long firstTime = statistics.first().timeNs();
    value(kind, numbers.minBits(), out);
    out.unsigned(numbers.minTimeNs() - firstTime);
    value(kind, numbers.maxBits(), out);
    out.unsigned(numbers.maxTimeNs() - firstTime);
    if (statistics.usableCount() < statistics.count()) {
      value(kind, numbers.firstBits(), out);
      value(kind, numbers.lastBits(), out);
    }
    real(numbers.sum(), out);
    real(numbers.increase(), out);
    real(numbers.steppedIntegral(), out);
    real(numbers.linearIntegral(), out);
  }

  private static void states(ValueKind kind, List<StateDuration> states, BitOutput out) {
    out.unsigned(states.size());
    for (StateDuration state : states) {
      if (state.text() != null) {
        text(state.text(), out);
      } else {
        value(kind, state.bits(), out);
      }
      out.unsigned(state.durationNs());
    }
  }

  static ChunkStatistics decode(ValueKind kind, BitInput in) {
    int flags = in.uint8();
    if ((flags & ~KNOWN_FLAGS) != 0 || ((flags & HAS_NUMBERS) != 0 && !kind.isNumeric())) {
      throw Damage.of("statistics begin with the unknown byte " + flags);
    }
    int count = in.count(1, Integer.MAX_VALUE, "the count of samples");
    long firstTime = in.int64();
    long lastTime = firstTime + in.unsigned();
    long longest = in.unsigned();
    boolean allGood = (flags & ALL_GOOD) != 0;
    int good = allGood ? count : in.count(0, count, "the count of good samples");
    int usable = allGood ? count : in.count(0, count, "the count of usable samples");
    int markers = allGood ? 0 : in.count(0, count, "the count of markers");
    long covered = allGood ? lastTime - firstTime : in.unsigned();
    int firstQuality = allGood ? 0 : in.int32();
    int lastQuality = allGood ? 0 : in.int32();
    End first = end(kind, in, firstTime, firstQuality, (flags & HAS_FIRST_TEXT) != 0);
    End last = end(kind, in, lastTime, lastQuality, (flags & HAS_LAST_TEXT) != 0);
    OfNumbers numbers = null;
    if ((flags & HAS_NUMBERS) != 0) {
      numbers = numbers(kind, in, first, last, usable == count);
    }
    List<StateDuration> states = (flags & HAS_STATES) != 0 ? states(kind, in) : null;
    return new ChunkStatistics(
        count, good, usable, markers, longest, covered, first, last, numbers, states);
  }

  private static End end(ValueKind kind, BitInput in, long timeNs, int quality, boolean hasText) {
    if (kind.isText()) {
      return new End(timeNs, 0, hasText ? text(in) : null, quality);
    }
    return new End(timeNs, value(kind, in), null, quality);
  }

  private static OfNumbers numbers(
      ValueKind kind, BitInput in, End first, End last, boolean allUsable) {
    long min = value(kind, in);
    long minTime = first.timeNs() + in.unsigned();
    long max = value(kind, in);
    long maxTime = first.timeNs() + in.unsigned();
    long firstBits = allUsable ? first.bits() : value(kind, in);
    long lastBits = allUsable ? last.bits() : value(kind, in);
    return new OfNumbers(
        min, minTime, max, maxTime, firstBits, lastBits, real(in), real(in), real(in), real(in));
  }

  private static List<StateDuration> states(ValueKind kind, BitInput in) {
    int count = in.count(0, StatisticsFold.MAX_STATES, "the count of states");
    List<StateDuration> states = new ArrayList<>(count);
    for (int s = 0; s < count; s++) {
      String text = kind.isText() ? text(in) : null;
      long bits = kind.isText() ? 0 : value(kind, in);
      states.add(new StateDuration(bits, text, in.unsigned()));
    }
    return states;
  }

  private static void value(ValueKind kind, long bits, BitOutput out) {
    if (kind == ValueKind.DOUBLE) {
      out.int64(bits);
    } else {
      out.signed(bits);
    }
  }

  private static long value(ValueKind kind, BitInput in) {
    return kind == ValueKind.DOUBLE ? in.int64() : in.signed();
  }

  private static void real(double value, BitOutput out) {
    out.int64(Double.doubleToRawLongBits(value));
  }

  private static double real(BitInput in) {
    return Double.longBitsToDouble(in.int64());
  }

  private static void text(String text, BitOutput out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.unsigned(bytes.length);
    out.bytes(bytes);
  }

  private static @Nullable String text(BitInput in) {
    return new String(
        in.bytes(in.count(0, StatisticsFold.MAX_STATE_BYTES, "the length of a state's name")),
        StandardCharsets.UTF_8);
  }
}
