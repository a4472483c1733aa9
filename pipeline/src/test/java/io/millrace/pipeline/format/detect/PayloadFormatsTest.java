package io.millrace.pipeline.format.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.RecordedValues;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadFormatsTest {
  private final PayloadFormats formats = PayloadFormats.standard(FormatLimits.DEFAULTS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "42.7|=42.7",
        "ON|=true",
        "hello world|=hello world",
        "a=b c|=a=b c",
        "state is=on|=state is=on",
        "{\"t\":1}|t=1",
        " [{\"values\":{\"t\":1}}]|t=1",
        "[{\"t\":1}]|t=1",
        "[{\"n\":1}]|n=1",
        "[{\"n\":\"a\",\"v\":1}]|a=1",
        "[{\"bn\":\"a\",\"v\":1}]|a=1",
        "[{\"n\":\"a\",\"other\":1}]|n=a",
        "cpu,host=a f=1i 5|cpu,host=a.f=1@5",
        "# c%cpu f=\"x\"|cpu.f=x",
        "cpu f=true|cpu.f=true"
      })
  void without_a_content_type_the_content_decides(String message, String firstLine) {
    for (String type : List.of("", "text/plain; charset=utf-8", "application/octet-stream")) {
      RecordedValues read =
          RecordedValues.of(
              formats.parser("", type, FormatOptions.NONE), message.replace('%', '\n'));
      assertThat(read.lines().getFirst()).isEqualTo(firstLine);
    }
  }

  @Test
  void bytes_that_are_no_text_are_cbor_or_a_file() {
    var parser = formats.parser("", "", FormatOptions.NONE);
    assertThat(RecordedValues.of(parser, HexFormat.of().parseHex("81A20061610205"), 0).lines())
        .containsExactly("a=5");
    assertThat(
            RecordedValues.of(parser, new byte[] {(byte) 0xFF, (byte) 0xD8, 1}, 0)
                .lines()
                .getFirst())
        .startsWith("=application/octet-stream:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/senml+json|[{\"n\":\"a\",\"v\":1}]|a=1",
        "image/png|[1]|=image/png:[1]",
        "application/zip|x|=application/zip:x",
        "application/json; charset=utf-8|{\"a\":1}|a=1",
        "application/vnd.acme+json|{\"a\":1}|a=1"
      })
  void a_content_type_that_says_enough_decides(String type, String message, String line) {
    assertThat(RecordedValues.of(formats.parser("", type, FormatOptions.NONE), message).lines())
        .containsExactly(line);
  }

  @Test
  void a_named_format_goes_before_everything_else() {
    assertThat(
            RecordedValues.of(
                    formats.parser(
                        "plain", "application/json", new FormatOptions(Map.of("kind", "text"))),
                    "{\"a\":1}")
                .lines())
        .containsExactly("={\"a\":1}");
  }

  @Test
  void options_without_a_format_hold_for_the_formats_that_know_them() {
    var parser =
        formats.parser("", "", new FormatOptions(Map.of("ts-unit", "s", "precision", "ms")));
    assertThat(RecordedValues.of(parser, "{\"ts\":1,\"a\":1}").lines())
        .containsExactly("a=1@1000000000");
    assertThat(RecordedValues.of(parser, "m f=1i 1").lines()).containsExactly("m.f=1@1000000");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> formats.parser("", "", new FormatOptions(Map.of("colour", "red"))))
        .withMessageContaining("'colour'");
  }

  @Test
  void an_unknown_format_is_refused_with_the_known_ones() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> formats.parser("xml", "", FormatOptions.NONE))
        .withMessageContaining("no payload format 'xml'; there are binary,")
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.FORMAT_UNKNOWN));
  }

  @Test
  void no_bytes_can_break_the_detection() {
    Mutations.feed(
        91,
        100_000,
        () -> formats.parser("", "", FormatOptions.NONE),
        List.of(
            "[{\"n\":\"a\",\"v\":1}]".getBytes(UTF_8),
            "cpu,host=a f=1i 5\n".getBytes(UTF_8),
            " {\"a\":1}".getBytes(UTF_8),
            HexFormat.of().parseHex("81A20061610205")));
  }
}
