package io.millrace.history.simulation;

import io.millrace.history.simulation.Operation.Delete;
import io.millrace.history.simulation.Operation.PointSample;
import io.millrace.history.simulation.Operation.Remove;
import io.millrace.history.simulation.Operation.Retain;
import io.millrace.history.simulation.Operation.Write;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up what a plant with odd habits sends. */
final class RandomOperations {
  static final long START_NS = 1_790_000_000L * Times.SECOND;
  static final int SOURCES = 3;

  private static final int[] QUALITIES = {
    Quality.GOOD,
    Quality.UNCERTAIN,
    Quality.BAD,
    Quality.BAD_NO_COMMUNICATION,
    Quality.BAD_SENSOR_FAILURE
  };

  private final RandomGenerator random;
  private final List<PointTraits> traits;
  private final long[] nowNs;
  private final double[] level;
  private final List<PointSample> recent = new ArrayList<>();

  private final boolean withRetention;

  RandomOperations(RandomGenerator random, List<PointTraits> traits, boolean withRetention) {
    this.random = random;
    this.withRetention = withRetention;
    this.traits = traits;
    this.nowNs = new long[traits.size()];
    this.level = new double[traits.size()];
    Arrays.fill(nowNs, START_NS);
  }

  /** One point of each kind, some of which replace. */
  static List<PointTraits> pointsOfEveryKind(RandomGenerator random) {
    List<PointTraits> traits = new ArrayList<>();
    for (ValueKind kind : ValueKind.values()) {
      SameTimePolicy policy =
          random.nextInt(3) == 0 ? SameTimePolicy.REPLACE : SameTimePolicy.KEEP_BOTH;
      traits.add(new PointTraits(kind, "", Interpolation.LINEAR, policy, false, 0, 0));
    }
    return traits;
  }

  Operation next(long contextVersion) {
    int dice = random.nextInt(100);
    if (dice < 88) {
      return write(contextVersion);
    }
    int point = random.nextInt(traits.size());
    if (dice < 92) {
      return new Remove(some(5));
    }
    if (dice < 97 || !withRetention) {
      boolean alsoLater = random.nextInt(4) == 0;
      return new Delete(point, range(point), contextVersion, alsoLater);
    }
    long samplesFromNs = nowNs[point] - random.nextLong(4 * Times.DAY);
    return new Retain(point, samplesFromNs, samplesFromNs - random.nextLong(4 * Times.DAY));
  }

  private TimeRange range(int point) {
    long fromNs = nowNs[point] - random.nextLong(3 * Times.DAY) + Times.HOUR;
    return new TimeRange(
        fromNs, fromNs + random.nextLong(random.nextBoolean() ? Times.DAY : Times.MINUTE));
  }

  private Write write(long contextVersion) {
    // Now and then something is decoded late, that was taken in before a deletion.
    long version = random.nextInt(5) == 0 ? random.nextLong(contextVersion + 1) : contextVersion;
    List<PointSample> samples = new ArrayList<>();
    int habit = random.nextInt(10);
    int count = 1 + random.nextInt(habit == 0 ? 5000 : 200);
    int onlyPoint = habit < 3 ? random.nextInt(traits.size()) : -1;
    for (int i = 0; i < count; i++) {
      int point = onlyPoint >= 0 ? onlyPoint : random.nextInt(traits.size());
      samples.add(habit == 9 && !recent.isEmpty() ? again() : fresh(point, habit));
    }
    remember(samples);
    return new Write(random.nextInt(SOURCES), version, samples);
  }

  private void remember(List<PointSample> samples) {
    for (PointSample each : samples) {
      if (random.nextInt(20) == 0) {
        recent.add(each);
      }
    }
    while (recent.size() > 200) {
      recent.removeFirst();
    }
  }

  /** A sample that came before, or another one with its time. */
  private PointSample again() {
    PointSample old = recent.get(random.nextInt(recent.size()));
    if (random.nextBoolean()) {
      return old;
    }
    return new PointSample(old.point(), sample(old.point(), old.sample().timeNs()));
  }

  private List<PointSample> some(int limit) {
    List<PointSample> some = new ArrayList<>();
    for (int i = 0; i < Math.min(limit, recent.size()); i++) {
      some.add(recent.get(random.nextInt(recent.size())));
    }
    return some;
  }

  private PointSample fresh(int point, int habit) {
    long timeNs;
    if (habit == 1) {
      timeNs = nowNs[point] - random.nextLong(3 * Times.DAY);
    } else if (random.nextInt(30) == 0) {
      timeNs = nowNs[point] - random.nextLong(10 * Times.SECOND);
    } else {
      long step =
          switch (habit) {
            case 0, 2 -> Times.SECOND;
            case 3 -> random.nextLong(Times.HOUR);
            default -> random.nextLong(2 * Times.SECOND);
          };
      nowNs[point] += random.nextInt(500) == 0 ? Times.DAY : step;
      timeNs = nowNs[point];
    }
    return new PointSample(point, sample(point, timeNs));
  }

  private Sample sample(int point, long timeNs) {
    level[point] += random.nextGaussian();
    int quality =
        random.nextInt(50) == 0 ? QUALITIES[random.nextInt(QUALITIES.length)] : Quality.GOOD;
    return new Sample(timeNs, value(traits.get(point).kind(), level[point]), quality);
  }

  private SampleValue value(ValueKind kind, double level) {
    return switch (kind) {
      case BOOLEAN -> new SampleValue.OfBoolean(level > 0);
      case INT64 ->
          new SampleValue.OfInt64(random.nextInt(99) == 0 ? random.nextLong() : (long) level);
      case UINT64 ->
          new SampleValue.OfUint64(random.nextInt(99) == 0 ? -1L : (long) Math.abs(level));
      case DOUBLE -> new SampleValue.OfDouble(aDouble(level));
      case ENUMERATION -> new SampleValue.OfEnumeration(Math.floorMod((long) level, 7));
      case TEXT -> new SampleValue.OfText(aText(level));
      case RECORD -> new SampleValue.OfRecord("{\"sha256\":\"" + (long) level + "\"}");
    };
  }

  private double aDouble(double level) {
    return switch (random.nextInt(200)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -0.0;
      case 3 -> level;
      default -> Math.round(level * 10) / 10.0;
    };
  }

  private String aText(double level) {
    return switch (random.nextInt(50)) {
      case 0 -> "";
      case 1 -> "long ".repeat(random.nextInt(400));
      case 2 -> "Grüße \uD83D\uDE00";
      default -> "state " + Math.floorMod((long) level, 5);
    };
  }
}
