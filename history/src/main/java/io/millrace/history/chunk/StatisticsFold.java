package io.millrace.history.chunk;

import io.millrace.history.chunk.ChunkStatistics.End;
import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.history.chunk.ChunkStatistics.StateDuration;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes {@link ChunkStatistics} from samples. */
public final class StatisticsFold {
  /** Statistics list no more different states than this. */
  static final int MAX_STATES = 16;

  /** Texts longer than this, in UTF-8 bytes, do not go into statistics. */
  static final int MAX_STATE_BYTES = 64;

  private static final double SECONDS_PER_NS = 1e-9;

  private StatisticsFold() {}

  /** The statistics of samples {@code from} to before {@code to}, at least one. */
  public static ChunkStatistics of(Samples samples, int from, int to) {
    int good = 0;
    int usable = 0;
    int markers = 0;
    long longest = 0;
    long covered = 0;
    ValueKind kind = samples.kind();
    for (int i = from; i < to; i++) {
      int quality = samples.quality(i);
      good += Quality.isGood(quality) ? 1 : 0;
      markers += Numbers.isNoCommunication(quality) ? 1 : 0;
      boolean isUsable = Numbers.isUsable(kind, samples.bits(i), quality);
      usable += isUsable ? 1 : 0;
      if (i + 1 < to) {
        long interval = samples.timeNs(i + 1) - samples.timeNs(i);
        longest = Math.max(longest, interval);
        covered += isUsable ? interval : 0;
      }
    }
    boolean numeric = kind.isNumeric();
    return new ChunkStatistics(
        to - from,
        good,
        usable,
        markers,
        longest,
        covered,
        end(samples, from),
        end(samples, to - 1),
        numeric && usable > 0 ? numbers(samples, from, to) : null,
        numeric ? null : states(samples, from, to));
  }

  private static End end(Samples samples, int i) {
    String text = samples.textOrNull(i);
    long bits = text == null ? samples.bits(i) : 0;
    String shortText = text != null && isShort(text) ? text : null;
    return new End(samples.timeNs(i), bits, shortText, samples.quality(i));
  }

  private static OfNumbers numbers(Samples samples, int from, int to) {
    ValueKind kind = samples.kind();
    int first = -1;
    int last = -1;
    int min = -1;
    int max = -1;
    double sum = 0;
    double increase = 0;
    double stepped = 0;
    double linear = 0;
    double before = 0;
    for (int i = from; i < to; i++) {
      long bits = samples.bits(i);
      boolean usable = Numbers.isUsable(kind, bits, samples.quality(i));
      double value = usable ? Numbers.toDouble(kind, bits) : 0;
      if (i > from && last == i - 1) {
        double seconds = (samples.timeNs(i) - samples.timeNs(i - 1)) * SECONDS_PER_NS;
        stepped += before * seconds;
        linear += (usable ? before * 0.5 + value * 0.5 : before) * seconds;
      }
      if (usable) {
        sum += value;
        if (first < 0) {
          first = min = max = i;
        } else {
          increase += Numbers.increase(kind, samples.bits(last), bits);
          min = Numbers.compare(kind, bits, samples.bits(min)) < 0 ? i : min;
          max = Numbers.compare(kind, bits, samples.bits(max)) > 0 ? i : max;
        }
        last = i;
        before = value;
      }
    }
    return new OfNumbers(
        samples.bits(min),
        samples.timeNs(min),
        samples.bits(max),
        samples.timeNs(max),
        samples.bits(first),
        samples.bits(last),
        sum,
        increase,
        stepped,
        linear);
  }

  private static @Nullable List<StateDuration> states(Samples samples, int from, int to) {
    ValueKind kind = samples.kind();
    List<StateDuration> states = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String text = samples.textOrNull(i);
      long bits = text == null ? samples.bits(i) : 0;
      if (text != null && !isShort(text)) {
        return null;
      }
      if (!Numbers.isUsable(kind, bits, samples.quality(i))) {
        continue;
      }
      long interval = i + 1 < to ? samples.timeNs(i + 1) - samples.timeNs(i) : 0;
      int known = indexOf(states, bits, text);
      if (known >= 0) {
        StateDuration state = states.get(known);
        if (interval > 0) {
          states.set(known, new StateDuration(bits, text, state.durationNs() + interval));
        }
      } else if (states.size() == MAX_STATES) {
        return null;
      } else {
        states.add(new StateDuration(bits, text, interval));
      }
    }
    return states;
  }

  private static int indexOf(List<StateDuration> states, long bits, @Nullable String text) {
    for (int s = 0; s < states.size(); s++) {
      StateDuration state = states.get(s);
      if (text == null ? state.bits() == bits : text.equals(state.text())) {
        return s;
      }
    }
    return -1;
  }

  /** Whether a text is short enough for statistics. */
  static boolean isShort(String text) {
    return text.length() <= MAX_STATE_BYTES
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_STATE_BYTES;
  }
}
