package io.millrace.pipeline.format.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of RFC 8428, section 5.1. */
class SenmlJsonTest {
  static final String MULTIPLE =
      """
      [
       {"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,
        "bu":"A","bver":5,
        "n":"voltage","u":"V","v":120.1},
       {"n":"current","t":-5,"v":1.2},
       {"n":"current","t":-4,"v":1.3},
       {"n":"current","v":1.7}
      ]\
      """;

  private static final List<byte[]> EXAMPLES =
      Stream.of(
              MULTIPLE,
              "[{\"n\":\"a\",\"vs\":\"x\\u00e4\"},{\"n\":\"b\",\"vb\":true,\"t\":5},"
                  + "{\"n\":\"c\",\"vd\":\"aGkgCg\"},{\"bn\":\"d\",\"s\":1.5,\"v\":2,\"x\":[1]}]")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  @Test
  void a_single_record_without_time_has_receive_time() {
    assertThat(read("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]").lines())
        .containsExactly("urn:dev:ow:10e2073a01080063=23.1");
  }

  @Test
  void base_fields_hold_until_others_come() {
    assertThat(read(MULTIPLE).lines())
        .containsExactly(
            "urn:dev:ow:10e2073a0108006:voltage=120.1@1276020076001000000",
            "urn:dev:ow:10e2073a0108006:current=1.2@1276020071001000000",
            "urn:dev:ow:10e2073a0108006:current=1.3@1276020072001000000",
            "urn:dev:ow:10e2073a0108006:current=1.7@1276020076001000000");
  }

  @Test
  void small_times_are_relative_to_now() {
    long now = 1_700_000_000_000_000_000L;
    RecordedValues read =
        RecordedValues.of(
            parser(),
            "[{\"n\":\"a\",\"t\":-60,\"v\":1},{\"n\":\"b\",\"t\":0,\"v\":2}]".getBytes(UTF_8),
            now);
    assertThat(read.lines()).containsExactly("a=1@" + (now - 60_000_000_000L), "b=2@" + now);
  }

  @Test
  void every_type_of_value_is_read() {
    assertThat(
            read("[{\"bn\":\"x/\",\"n\":\"s\",\"vs\":\"Machine Room\"},{\"n\":\"b\",\"vb\":false},"
                    + "{\"n\":\"d\",\"vd\":\"aGkgCg\"},{\"n\":\"i\",\"v\":9223372036854775807}]")
                .lines())
        .containsExactly(
            "x/s=Machine Room",
            "x/b=false",
            "x/d=application/octet-stream:hi \n",
            "x/i=9223372036854775807");
  }

  @Test
  void a_base_value_is_added_and_stays_exact_for_whole_numbers() {
    assertThat(read("[{\"bv\":20,\"n\":\"a\",\"v\":1.5},{\"n\":\"b\",\"v\":1}]").lines())
        .containsExactly("a=21.5", "b=21");
    assertThat(read("[{\"bv\":9223372036854775807,\"n\":\"a\",\"v\":1}]").lines())
        .containsExactly("a=9.223372036854776E18");
  }

  @Test
  void a_sum_is_a_value_of_its_own() {
    assertThat(read("[{\"bs\":100,\"n\":\"e\",\"v\":5,\"s\":0.5},{\"n\":\"f\",\"s\":1}]").lines())
        .containsExactly("e=5", "e#sum=100.5", "f#sum=101");
  }

  @Test
  void records_that_only_set_base_fields_and_unknown_fields_are_passed_over() {
    assertThat(read("[{\"bn\":\"a\",\"new\":{\"x\":[1]}},{\"v\":1,\"ut\":5}]").lines())
        .containsExactly("a=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"n\":\"a\",\"bver\":11,\"v\":1}]|after 10",
        "[{\"n\":\"a\",\"x_\":1,\"v\":1}]|must be understood",
        "[{\"n\":\"a\",\"v\":1,\"vs\":\"x\"}]|more than one value",
        "[{\"v\":1}]|A SenML name",
        "[{\"n\":\"_a\",\"v\":1}]|A SenML name",
        "[{\"n\":\"a b\",\"v\":1}]|A SenML name",
        "[{\"n\":\"a\",\"v\":\"1\"}]|Expected a number",
        "[{\"n\":\"a\",\"vb\":1}]|Expected true or false",
        "[{\"n\":\"a\",\"vd\":\"a\"}]|base64url",
        "[{\"n\":\"a\",\"vd\":\"a+b/\"}]|base64url",
        "[{\"n\":\"a\",\"vd\":\"aGkgCh\"}]|base64url",
        "[{\"n\":\"a\",\"t\":1e12,\"v\":1}]|outside the years",
        "{\"n\":\"a\",\"v\":1}|Expected '['",
        "[1]|Expected '{'"
      })
  void what_is_wrong_is_said_in_a_sentence(String message, String sentence) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(message))
        .withMessageContaining(sentence);
  }

  @Test
  void no_bytes_can_break_it() {
    Mutations.feed(71, 80_000, SenmlJsonTest::parser, EXAMPLES);
  }

  private static RecordedValues read(String message) {
    return RecordedValues.of(parser(), message);
  }

  private static PayloadParser parser() {
    return new SenmlJson().parser(FormatOptions.NONE, FormatLimits.DEFAULTS);
  }
}
