package io.millrace.history.chunk;

import io.millrace.model.sample.ValueKind;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;

/** Makes samples for tests of the codec. */
final class Chunks {
  static final long DAY_NS = 20_000 * ChunkLimits.BUCKET_NS;

  private Chunks() {}

  /** Good samples, one a second. */
  static Samples everySecond(ValueKind kind, int count, IntToLongFunction bits) {
    Samples samples = new Samples(kind);
    for (int i = 0; i < count; i++) {
      samples.add(DAY_NS + i * 1_000_000_000L, bits.applyAsLong(i), null, 0);
    }
    return samples;
  }

  static Samples doubles(double... values) {
    return everySecond(ValueKind.DOUBLE, values.length, i -> Double.doubleToRawLongBits(values[i]));
  }

  static byte[] encode(Samples samples) {
    return new ChunkEncoder()
        .encode(
            samples,
            0,
            samples.size(),
            StatisticsFold.of(samples, 0, samples.size()),
            new JournalTrace());
  }

  static Samples decode(byte[] chunk, ValueKind kind) {
    Samples samples = new Samples(kind);
    new ChunkDecoder().samples(chunk, samples);
    return samples;
  }

  /** Samples of any kind, with nothing regular about them. */
  static Samples wild(RandomGenerator random, ValueKind kind, int count) {
    Samples samples = new Samples(kind);
    long timeNs = DAY_NS;
    long resolution = new long[] {1, 1000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
    int habit = random.nextInt(6);
    double level = random.nextGaussian() * 1000;
    for (int i = 0; i < count; i++) {
      timeNs += random.nextInt(4) == 0 ? 0 : random.nextLong(20_000_000) * resolution / 1000;
      level += random.nextGaussian();
      samples.add(
          timeNs,
          bits(random, kind, habit, level),
          kind.isText() ? text(random, habit) : null,
          random.nextInt(10) == 0 ? random.nextInt() : 0);
    }
    return samples;
  }

  private static long bits(RandomGenerator random, ValueKind kind, int habit, double level) {
    if (kind == ValueKind.BOOLEAN) {
      return random.nextInt(2);
    }
    if (kind != ValueKind.DOUBLE) {
      return switch (habit) {
        case 0 -> random.nextLong();
        case 1 -> random.nextInt(3);
        case 2 -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}[random.nextInt(4)];
        default -> (long) level;
      };
    }
    return switch (habit) {
      case 0 -> random.nextLong();
      case 1 ->
          Double.doubleToRawLongBits(
              new double[] {
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    -0.0,
                    0.0,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE,
                    -Double.MAX_VALUE
                  }
                  [random.nextInt(8)]);
      case 2 -> Double.doubleToRawLongBits((float) level);
      case 3 -> Double.doubleToRawLongBits((float) (Math.round(level * 10) / 10.0));
      case 4 ->
          random.nextInt(30) == 0
              ? random.nextLong()
              : Double.doubleToRawLongBits(Math.round(level * 100) / 100.0);
      default -> Double.doubleToRawLongBits(level);
    };
  }

  private static String text(RandomGenerator random, int habit) {
    return switch (habit) {
      case 0 -> "x".repeat(random.nextInt(300));
      case 1 -> "";
      case 2 -> "Größe \uD83D\uDE00 " + random.nextInt();
      default -> "state " + random.nextInt(4);
    };
  }
}
