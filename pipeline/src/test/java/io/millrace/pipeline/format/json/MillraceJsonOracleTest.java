package io.millrace.pipeline.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our reading of JSON against Jackson's, and against everything that a device may get wrong. */
class MillraceJsonOracleTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<byte[]> EXAMPLES =
      Stream.of(
              "{\"temperature\":21.5,\"humidity\":40}",
              "{\"ts\":1700000000123,\"seq\":5,\"values\":{\"a\":{\"b\":-1.5e-3},\"c\":true},"
                  + "\"quality\":{\"a\":{\"b\":\"bad\"}}}",
              "[{\"ts\":\"2026-11-20T08:00:00Z\",\"values\":{\"a\":\"x\\u00e4\\n\"}},{\"b\":null}]",
              "{\"tsUnit\":\"us\",\"series\":[{\"path\":\"x\",\"start\":1,\"step\":0.5,"
                  + "\"values\":[1,2,3]},{\"path\":\"y\",\"ts\":[1,2],\"values\":[1.5,null]}]}",
              "{\"vib\":[1,2.5,-3e5],\"q\":[{\"x\":[\"ü\"]}]}")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  @Test
  void random_objects_are_read_as_jackson_reads_them() {
    Random random = new Random(41);
    PayloadParser parser = parser();
    for (int round = 0; round < 20_000; round++) {
      ObjectNode object = JACKSON.createObjectNode();
      fill(object, 0, random);
      String text =
          random.nextBoolean()
              ? JACKSON.writeValueAsString(object)
              : JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
      List<String> expected = new ArrayList<>();
      flatten("", JACKSON.readTree(text), expected);
      assertThat(RecordedValues.of(parser, text).lines())
          .as("round %d: %s", round, text)
          .isEqualTo(expected);
    }
  }

  @Test
  void what_we_take_jackson_takes_too() {
    Random random = new Random(42);
    PayloadParser parser = parser();
    for (int round = 0; round < 100_000; round++) {
      byte[] message = EXAMPLES.get(random.nextInt(EXAMPLES.size())).clone();
      int at = random.nextInt(message.length);
      message[at] = message[random.nextInt(message.length)];
      boolean taken = takes(parser, message);
      if (taken) {
        String text = new String(message, UTF_8);
        assertThat(jacksonTakes(message)).as("round %d: %s", round, text).isTrue();
      }
    }
  }

  @Test
  void no_bytes_can_break_it() {
    Mutations.feed(43, 100_000, MillraceJsonOracleTest::parser, EXAMPLES);
  }

  private static boolean takes(PayloadParser parser, byte[] message) {
    try {
      RecordedValues.of(parser, message, 0);
      return true;
    } catch (FormatException e) {
      return false;
    }
  }

  private static boolean jacksonTakes(byte[] message) {
    try {
      JACKSON.readTree(message);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static PayloadParser parser() {
    return new MillraceJson().parser(FormatOptions.NONE, FormatLimits.DEFAULTS);
  }

  private static void fill(ObjectNode object, int depth, Random random) {
    for (int n = random.nextInt(5); n > 0; n--) {
      String key = "k" + text(random);
      switch (random.nextInt(depth < 4 ? 8 : 7)) {
        case 0 -> object.put(key, random.nextLong());
        case 1 -> object.put(key, random.nextInt(200) - 100);
        case 2 -> object.put(key, random.nextGaussian() * 1000);
        case 3 -> object.put(key, random.nextBoolean());
        case 4 -> object.put(key, text(random));
        case 5 -> object.putNull(key);
        case 6 -> object.put(key, Math.round(random.nextDouble() * 10_000) / 100.0);
        default -> fill(object.putObject(key), depth + 1, random);
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      int c = random.nextInt(random.nextInt(8) == 0 ? 0x20000 : 0x7f);
      text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
    }
    return text.toString();
  }

  private static void flatten(String prefix, JsonNode object, List<String> out) {
    object.forEachEntry(
        (key, value) -> {
          String path = prefix + key;
          if (value.isObject()) {
            flatten(path + ".", value, out);
          } else if (value.isIntegralNumber()) {
            out.add(path + "=" + value.bigIntegerValue());
          } else if (value.isNumber()) {
            out.add(path + "=" + value.decimalValue().doubleValue());
          } else {
            out.add(path + "=" + (value.isNull() ? "null" : value.asString()));
          }
        });
  }
}
