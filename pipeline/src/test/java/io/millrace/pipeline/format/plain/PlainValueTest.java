package io.millrace.pipeline.format.plain;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainValueTest {
  @ParameterizedTest
  @CsvSource({
    "42.7, =42.7",
    "' -3\n', =-3",
    "+.5, =0.5",
    "1e3, =1000.0",
    "NaN, =NaN",
    "-Infinity, =-Infinity",
    "true, =true",
    "OFF, =false",
    "Yes, =true",
    "21.5 °C, =21.5 °C",
    "RUNNING, =RUNNING",
    "0x1F, =0x1F",
    "1.2.3, =1.2.3"
  })
  void a_message_is_its_value(String message, String expected) {
    assertThat(lines(message, Map.of())).containsExactly(expected);
  }

  @Test
  void an_empty_message_has_no_value() {
    assertThat(lines("", Map.of())).isEmpty();
    assertThat(lines(" \r\n", Map.of())).isEmpty();
  }

  @Test
  void a_rule_may_fix_the_kind() {
    assertThat(lines("007", Map.of("kind", "text"))).containsExactly("=007");
    assertThat(lines("1", Map.of("kind", "boolean"))).containsExactly("=true");
    assertThat(lines("AUF", Map.of("kind", "boolean", "true-words", "auf, offen")))
        .containsExactly("=true");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> lines("warm", Map.of("kind", "number")))
        .withMessage("The message is not a number, at byte 0.");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> lines("2", Map.of("kind", "boolean")));
  }

  @Test
  void a_text_beyond_the_limit_or_not_in_utf8_is_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> lines("x".repeat(70_000), Map.of()))
        .withMessageContaining("longer than 65536 bytes");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> RecordedValues.of(parser(Map.of()), new byte[] {'a', (byte) 0xE4, 'b'}, 0))
        .withMessage("The text is not UTF-8, at byte 1.");
  }

  @Test
  void a_file_is_kept_as_it_is() {
    PayloadParser parser =
        new BinaryRecord()
            .parser(new FormatOptions(Map.of("media-type", "image/png")), FormatLimits.DEFAULTS);
    assertThat(RecordedValues.of(parser, "pixels").lines()).containsExactly("=image/png:pixels");
    assertThat(RecordedValues.of(parser, "").lines()).isEmpty();
  }

  @Test
  void no_bytes_can_break_it() {
    Mutations.feed(
        61,
        100_000,
        () -> parser(Map.of()),
        List.of("42.7".getBytes(UTF_8), "-1e400".getBytes(UTF_8), "täxt".getBytes(UTF_8)));
  }

  private static List<String> lines(String message, Map<String, String> options) {
    return RecordedValues.of(parser(options), message).lines();
  }

  private static PayloadParser parser(Map<String, String> options) {
    return new PlainValue().parser(new FormatOptions(options), FormatLimits.DEFAULTS);
  }
}
