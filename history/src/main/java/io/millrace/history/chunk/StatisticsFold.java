package io.millrace.history.chunk;

import io.millrace.history.chunk.ChunkStatistics.End;
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

  private StatisticsFold() {}

  /** The statistics of samples {@code from} to before {@code to}, at least one. */
  public static ChunkStatistics of(Samples samples, int from, int to) {
    ValueKind kind = samples.kind();
    long[] times = samples.times();
    int[] qualities = samples.qualities();
    int good = 0;
    int markers = 0;
    long longest = 0;
    for (int i = from; i < to; i++) {
      good += Quality.isGood(qualities[i]) ? 1 : 0;
      markers += Numbers.isNoCommunication(qualities[i]) ? 1 : 0;
      longest = i == from ? 0 : Math.max(longest, times[i] - times[i - 1]);
    }
    NumberFold numbers = NumberFold.of(samples, from, to);
    return new ChunkStatistics(
        to - from,
        good,
        numbers.usableCount(),
        markers,
        longest,
        numbers.coveredNs(),
        end(samples, from),
        end(samples, to - 1),
        numbers.result(),
        kind.isNumeric() ? null : states(samples, from, to));
  }

  private static End end(Samples samples, int i) {
    String text = samples.textOrNull(i);
    long bits = text == null ? samples.bits(i) : 0;
    String shortText = text != null && isShort(text) ? text : null;
    return new End(samples.timeNs(i), bits, shortText, samples.quality(i));
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
