package io.millrace.pipeline.format.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineProtocolTest {
  private static final List<byte[]> EXAMPLES =
      Stream.of(
              """
              cpu,cpu=cpu0,host=a usage_idle=98.2,usage_user=1i 1700000000000000000
              mem free=12345u,ok=true 5
              # comment
              """,
              "we\\ ather,lo\\,c=us\\=mid temp\\ x=\"a\\\"b\\\\c\nd\" 1465839830100400200",
              "m f=1\nm f=2\nbad\nm f=3")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  @Test
  void a_line_has_measurement_tags_fields_and_a_time() {
    RecordedValues read =
        read("cpu,core=0,host=a idle=98.2,busy=2 1700000000123456789\ncpu,core=1 idle=7\n");
    assertThat(read.lines())
        .containsExactly(
            "cpu,core=0,host=a.idle=98.2@1700000000123456789",
            "cpu,core=0,host=a.busy=2.0@1700000000123456789",
            "cpu,core=1.idle=7.0");
  }

  @Test
  void every_type_of_field_is_read_and_states_its_kind() {
    RecordedValues read =
        read(
            "m a=1,b=-2.5e-3,c=3i,d=-9223372036854775808i,e=18446744073709551615u,f=t,g=FALSE,"
                + "h=\"x\",i=-0i,j=.5,k=5.,l=0u");
    assertThat(read.lines())
        .containsExactly(
            "m.a=1.0",
            "m.b=-0.0025",
            "m.c=3",
            "m.d=-9223372036854775808",
            "m.e=18446744073709551615u",
            "m.f=true",
            "m.g=false",
            "m.h=x",
            "m.i=0",
            "m.j=0.5",
            "m.k=5.0",
            "m.l=0");
    assertThat(read.values()).extracting(RecordedValues.Value::stated).containsOnly(true);
  }

  @Test
  void escapes_are_taken_out_and_other_backslashes_stay() {
    assertThat(read("a\\,b\\ c=d,t\\=x=y\\ z f\\,g=\"q\\\"r\\\\s\\t\" 1").lines())
        .containsExactly("a,b c=d,t=x=y z.f,g=q\"r\\s\\t@1");
    assertThat(read("a\\b f\\g=1").lines()).containsExactly("a\\b.f\\g=1.0");
  }

  @Test
  void a_text_may_go_over_several_lines() {
    assertThat(read("m f=\"a\nb, c=1 2\" 5\nm f=2i 6").lines())
        .containsExactly("m.f=a\nb, c=1 2@5", "m.f=2@6");
  }

  @Test
  void tags_in_another_order_are_the_same_path() {
    assertThat(read("m,b=2,a=1,c=3 f=1i").lines()).containsExactly("m,a=1,b=2,c=3.f=1");
  }

  @Test
  void comments_blank_lines_and_carriage_returns_are_passed_over() {
    assertThat(read("# first\n\n  \r\nm f=1i 5\r\n#last").lines()).containsExactly("m.f=1@5");
  }

  @ParameterizedTest
  @CsvSource({
    "n,1",
    "ns,1",
    "u,1000",
    "us,1000",
    "ms,1000000",
    "s,1000000000",
    "m,60000000000",
    "h,3600000000000"
  })
  void the_precision_says_the_unit_of_times(String precision, long ns) {
    assertThat(RecordedValues.of(parser(Map.of("precision", precision)), "m f=1i 7").lines())
        .containsExactly("m.f=1@" + 7 * ns);
  }

  @Test
  void a_bad_line_is_rejected_by_number_and_the_others_stand() {
    RecordedValues read = read("m f=1i 1\n\n# x\nm f=oops,g=1 2\nm f=3i 3\nm 4\n");
    assertThat(read.lines()).containsExactly("m.f=1@1", "m.f=3@3");
    assertThat(read.rejectedParts()).containsExactly("m f=oops,g=1 2\n", "m 4\n");
    assertThat(read.rejected()).extracting(FormatException::line).containsExactly(4, 6);
    assertThat(read.rejected().getFirst().field()).isEqualTo("f");
    assertThat(read.rejected().getFirst())
        .hasMessage(
            "The value is not a number, a truth value or a text in quotes, in line 4, field 'f'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m|Expected a space and fields",
        "m,t f=1|not of the form key=value",
        "m,t= f=1|A tag has no value",
        "m,=x f=1|not of the form key=value",
        "m,a=1,b=2,a=3 f=1|A tag is there twice",
        ",a=1 f=1|no measurement",
        "m f|Expected '='",
        "m =1|A field has no name",
        "m f=|The field has no value",
        "m f=1,|A field has no name",
        "m f=1x|not a number",
        "m f=1.5i|not a whole number of 64 bits",
        "m f=9223372036854775808i|not a whole number of 64 bits",
        "m f=-1u|not a whole number of 64 bits",
        "m f=1e2i|not a whole number of 64 bits",
        "m f=NaN|not a number",
        "m f=\"x|no closing quote",
        "m f=1 x|not a whole number",
        "m f=1 1.5|not a whole number",
        "m f=1 99999999999999999999|not a whole number",
        "m f=1 5 6|Expected ','"
      })
  void a_message_without_any_good_line_is_refused_with_the_first_error(
      String line, String sentence) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(line))
        .withMessageContaining(sentence)
        .withMessageContaining("in line 1");
  }

  @Test
  void times_beyond_the_range_are_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RecordedValues.of(parser(Map.of("precision", "s")), "m f=1 99999999999"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_TIME_INVALID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m f=1\\nm f=1\\nm f=1\\nm f=1|more than 3 lines",
        "m f=\"12345678901\"|longer than 10 bytes",
        "measurement_too_long f=1|longer than 12 bytes",
        "m field_too_long=1|longer than 12 bytes",
        "m a=1,b=1\\nm a=1,b=1\\nm a=1,b=1|more than 5 values"
      })
  void a_message_beyond_a_limit_is_refused(String message, String sentence) {
    PayloadParser small =
        new LineProtocol()
            .parser(FormatOptions.NONE, new FormatLimits(2, 5, 3, 4, 12, 10, 16, 9, 9));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RecordedValues.of(small, message.replace("\\n", "\n")))
        .withMessageContaining(sentence)
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_TOO_LARGE));
  }

  @Test
  void too_many_bad_lines_refuse_the_message() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read("m f=1\n" + "bad\n".repeat(101)))
        .satisfies(e -> assertThat(e.line()).isEqualTo(102));
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] message = "m f=\"?\"".getBytes(UTF_8);
    message[5] = (byte) 0xE4;
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RecordedValues.of(parser(Map.of()), message, 0))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_NOT_UTF8));
  }

  @Test
  void an_unknown_precision_is_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> parser(Map.of("precision", "week")))
        .withMessageContaining("'precision' cannot be 'week'");
  }

  @Test
  void no_bytes_can_break_it() {
    Mutations.feed(51, 100_000, () -> parser(Map.of()), EXAMPLES);
  }

  private static RecordedValues read(String message) {
    return RecordedValues.of(parser(Map.of()), message);
  }

  private static PayloadParser parser(Map<String, String> options) {
    return new LineProtocol().parser(new FormatOptions(options), FormatLimits.DEFAULTS);
  }
}
