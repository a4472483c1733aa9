package io.millrace.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Feeds a parser with what a broken or hostile device may send. Whatever comes, a parser either
 * reads it or throws a {@link FormatException}, and the next good message is read as ever.
 */
public final class Mutations {
  private static final byte[] NASTY = {
    0,
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '-',
    '+',
    '.',
    'e',
    '9',
    '0',
    '\n',
    '\r',
    ' ',
    '=',
    '#',
    'u',
    'i',
    (byte) 0x80,
    (byte) 0xC0,
    (byte) 0xED,
    (byte) 0xF5,
    (byte) 0xFF,
    0x1B,
    0x5F,
    0x7F,
    (byte) 0x9F,
    (byte) 0xBF
  };

  private Mutations() {}

  /** Sends {@code rounds} changed copies of the examples, and random bytes, through a parser. */
  public static void feed(
      long seed, int rounds, Supplier<PayloadParser> parsers, List<byte[]> examples) {
    Random random = new Random(seed);
    PayloadParser parser = parsers.get();
    for (int round = 0; round < rounds; round++) {
      byte[] message =
          random.nextInt(10) == 0
              ? randomBytes(random)
              : mutate(examples.get(random.nextInt(examples.size())), random);
      try {
        RecordedValues.of(parser, message, 1_700_000_000_000_000_000L);
      } catch (FormatException expected) {
        assertThat(expected.getMessage()).endsWith(".");
        assertThat(expected.offset()).isLessThanOrEqualTo(message.length);
      } catch (RuntimeException | Error e) {
        fail("seed " + seed + ", round " + round + ": " + HexFormat.of().formatHex(message), e);
      }
      if (round % 16 == 0) {
        byte[] good = examples.get(random.nextInt(examples.size()));
        assertThat(RecordedValues.of(parser, good, 5).values())
            .as("seed %d, round %d: a good message after a bad one", seed, round)
            .isEqualTo(RecordedValues.of(parsers.get(), good, 5).values());
      }
    }
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(64)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutate(byte[] example, Random random) {
    byte[] message = example.clone();
    for (int n = 1 + random.nextInt(3); n > 0 && message.length > 0; n--) {
      int at = random.nextInt(message.length);
      int to = Math.min(message.length, at + 1 + random.nextInt(8));
      message =
          switch (random.nextInt(5)) {
            case 0 -> replaced(message, at, (byte) random.nextInt());
            case 1 -> replaced(message, at, NASTY[random.nextInt(NASTY.length)]);
            case 2 -> joined(message, at, to, message.length); // cut out
            case 3 -> joined(message, to, at, message.length); // repeat
            default -> Arrays.copyOf(message, at);
          };
    }
    return message;
  }

  private static byte[] replaced(byte[] message, int at, byte value) {
    message[at] = value;
    return message;
  }

  private static byte[] joined(byte[] message, int firstTo, int secondFrom, int secondTo) {
    byte[] out = Arrays.copyOf(message, firstTo + secondTo - secondFrom);
    System.arraycopy(message, secondFrom, out, firstTo, secondTo - secondFrom);
    return out;
  }
}
