package io.millrace.pipeline.format.senml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.cbor.CBORMapper;

class SenmlCborTest {
  private static final CBORMapper JACKSON = new CBORMapper();

  /** RFC 8428, section 6, figure 3, shortened to its first and last record. */
  private static final String RFC_EXAMPLE =
      "82A721781B75726E3A6465763A6F773A3130653230373361303130383030363A"
          + "22FB41D303A15B00106223614120050067766F6C7461676501615602FB405E066666666666"
          + "A3006763757272656E74062002FB3FFB333333333333";

  @Test
  void the_example_of_the_rfc_is_read() {
    assertThat(read(RFC_EXAMPLE).lines())
        .containsExactly(
            "urn:dev:ow:10e2073a0108006:voltage=120.1@1276020076001000000",
            "urn:dev:ow:10e2073a0108006:current=1.7@1276020075001000000");
  }

  @ParameterizedTest
  @CsvSource({
    "81A20061610205, a=5",
    "81A20061610224, a=-5",
    "81A2006161021BFFFFFFFFFFFFFFFF, a=18446744073709551615u",
    "81A2006161023BFFFFFFFFFFFFFFFF, a=-1.8446744073709552E19",
    "81A200616102F93E00, a=1.5",
    "81A200616102FA3FC00000, a=1.5",
    "81A200616102C48221196AB3, a=273.15",
    "81A200616102C5822003, a=1.5",
    "81A20061610363C3BC78, a=üx",
    "81A2006161037F61786179FF, a=xy",
    "81A200616104F5, a=true",
    "81A200616108426869, a=application/octet-stream:hi",
    "9FBF0061610201FFFF, a=1",
    "81A3006161020A636E6577A1016178, a=10",
    "81A3006161020A1863D9010081C0617A, a=10"
  })
  void every_form_of_value_is_read(String hex, String expected) {
    assertThat(read(hex).lines()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "A0, Expected an array",
    "8105, Expected a record",
    "81A2006161, ends too early",
    "81A200616102F6, Expected a number",
    "81A20061610361FF, not UTF-8",
    "81A20061610200FF, Something follows",
    "81A2006161026161, Expected a number",
    "81A10A, ends too early",
    "81A100, ends too early",
    "81BB7FFFFFFFFFFFFFFF00, ends before",
    "81A20061610205617842, Something follows",
    "81A300616102056178, ends too early",
    "81A200616102FD, no meaning",
    "81A200616106FB7FF0000000000000, outside the years"
  })
  void what_is_wrong_is_said_in_a_sentence(String hex, String sentence) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(hex))
        .withMessageContaining(sentence);
  }

  @Test
  void nesting_cannot_exhaust_the_stack() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read("81A1617881" + "81".repeat(100_000)))
        .withMessageContaining("deep");
  }

  @Test
  void what_jackson_writes_is_read() {
    Random random = new Random(81);
    for (int round = 0; round < 5_000; round++) {
      List<Map<Object, Object>> records = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        Object value =
            switch (random.nextInt(4)) {
              case 0 -> random.nextLong();
              case 1 -> random.nextGaussian();
              case 2 -> (Object) random.nextInt(100);
              default -> (Object) random.nextBoolean();
            };
        long second = 1_600_000_000L + random.nextInt(100_000_000);
        records.add(
            new TreeMap<>(
                Map.of("n", "p" + n, value instanceof Boolean ? "vb" : "v", value, "t", second)));
        expected.add("p" + n + "=" + value + "@" + second * 1_000_000_000L);
      }
      byte[] cbor = JACKSON.writeValueAsBytes(records);
      assertThat(RecordedValues.of(parser(), cbor, 0).lines()).isEqualTo(expected);
    }
  }

  @Test
  void no_bytes_can_break_it() {
    Mutations.feed(
        82,
        100_000,
        SenmlCborTest::parser,
        List.of(
            HexFormat.of().parseHex(RFC_EXAMPLE),
            HexFormat.of().parseHex("9FBF0061610201FFA3006161037F61786179FF617881A10102FF")));
  }

  private static RecordedValues read(String hex) {
    return RecordedValues.of(parser(), HexFormat.of().parseHex(hex), 0);
  }

  private static PayloadParser parser() {
    return new SenmlCbor().parser(FormatOptions.NONE, FormatLimits.DEFAULTS);
  }
}
