package io.millrace.pipeline.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.ArrayFeatures;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MillraceJsonTest {
  @Test
  void a_plain_object_just_works() {
    assertThat(lines("{\"temperature\":21.5,\"humidity\":40}"))
        .containsExactly("temperature=21.5", "humidity=40");
  }

  @Test
  void numbers_without_point_stay_exact_and_their_kind_is_left_to_the_point() {
    RecordedValues read = read("{\"a\":9223372036854775807,\"b\":18446744073709551615,\"c\":1.0}");
    assertThat(read.lines())
        .containsExactly("a=9223372036854775807", "b=18446744073709551615u", "c=1.0");
    assertThat(read.values()).extracting(RecordedValues.Value::stated).containsOnly(false);
  }

  @Test
  void truth_values_texts_and_null_are_values_too() {
    assertThat(lines("{\"door\":true,\"fan\":false,\"state\":\"RÜN\",\"lost\":null}"))
        .containsExactly("door=true", "fan=false", "state=RÜN", "lost=null");
  }

  @Test
  void ts_is_the_time_of_all_values_wherever_it_stands() {
    assertThat(lines("{\"ts\":1700000000123,\"a\":1}")).containsExactly("a=1@1700000000123000000");
    assertThat(lines("{\"a\":1,\"ts\":1700000000123.5}"))
        .containsExactly("a=1@1700000000123500000");
    assertThat(lines("{\"a\":1,\"ts\":\"2023-11-14T22:13:20.123Z\"}"))
        .containsExactly("a=1@1700000000123000000");
    assertThat(lines("{\"a\":1,\"ts\":null}")).containsExactly("a=1");
  }

  @Test
  void values_in_an_envelope_have_no_prefix() {
    assertThat(lines("{\"ts\":1,\"values\":{\"a\":1,\"b\":{\"c\":2}},\"d\":3}"))
        .containsExactly("a=1@1000000", "b.c=2@1000000", "d=3@1000000");
  }

  @Test
  void an_array_of_envelopes_has_a_time_each() {
    assertThat(lines("[{\"ts\":1,\"values\":{\"a\":1}} , {\"ts\":2,\"values\":{\"a\":2}}]"))
        .containsExactly("a=1@1000000", "a=2@2000000");
  }

  @Test
  void nested_objects_become_dotted_paths() {
    assertThat(lines("{\"motor\":{\"temp\":60,\"bearing\":{\"x\":1,\"\":2}},\"n\":3}"))
        .containsExactly("motor.temp=60", "motor.bearing.x=1", "motor.bearing.=2", "n=3");
  }

  @Test
  void keys_and_texts_may_be_escaped() {
    assertThat(lines("{\"\\u0074\\n\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\"}"))
        .containsExactly("t\n=\"\\/\b\f\n\r\tä😀");
    assertThat(lines("{\"a\\u002eb\":{\"\\u0063\":\"\\u0064\"}}")).containsExactly("a.b.c=d");
  }

  @Test
  void arrays_become_records_with_features() {
    RecordedValues read = read("{\"vib\":[3, -4 ,0.5e1],\"tags\":[\"x\",[1]],\"none\":[]}");
    assertThat(read.lines())
        .containsExactly(
            "vib=application/json:[3, -4 ,0.5e1]",
            "tags=application/json:[\"x\",[1]]",
            "none=application/json:[]");
    assertThat(features(read, 0))
        .isEqualTo(new ArrayFeatures(3, -4, 5, 4.0 / 3, Math.sqrt(50.0 / 3)));
    assertThat(features(read, 1)).isNull();
    assertThat(features(read, 2))
        .isEqualTo(new ArrayFeatures(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    assertThat(lines("[1,2]")).containsExactly("=application/json:[1,2]");
  }

  @Test
  void a_quality_holds_for_all_values_or_for_one_path() {
    assertThat(lines("{\"quality\":\"uncertain\",\"values\":{\"a\":1,\"b\":2}}"))
        .containsExactly("a=1!40000000", "b=2!40000000");
    assertThat(lines("{\"values\":{\"a\":1,\"b\":{\"c\":2}},\"quality\":{\"b\":{\"c\":\"BAD\"}}}"))
        .containsExactly("a=1", "b.c=2!80000000");
    assertThat(lines("{\"values\":{\"a\":1},\"quality\":{\"a\":\"0x808B0000\",\"z\":0}}"))
        .containsExactly("a=1!808b0000");
    assertThat(lines("{\"values\":{\"a\":1},\"quality\":2150301696}"))
        .containsExactly("a=1!802b0000");
  }

  @Test
  void a_sequence_number_beside_values_counts_messages() {
    RecordedValues read = read("{\"seq\":17,\"values\":{\"a\":1}}");
    assertThat(read.sequences()).containsExactly(17L);
    assertThat(read.lines()).containsExactly("a=1");
  }

  @Test
  void without_an_envelope_seq_and_quality_are_values_like_others() {
    RecordedValues read = read("{\"seq\":17,\"quality\":\"A\",\"tsUnit\":{\"x\":1},\"a\":1}");
    assertThat(read.lines()).containsExactlyInAnyOrder("seq=17", "quality=A", "tsUnit.x=1", "a=1");
    assertThat(read.sequences()).isEmpty();
  }

  @Test
  void values_and_series_of_another_shape_are_values_like_others() {
    assertThat(lines("{\"values\":5,\"series\":[1]}"))
        .containsExactly("values=5", "series=application/json:[1]");
  }

  @ParameterizedTest
  @CsvSource({"s,1000000000", "ms,1000000", "us,1000", "ns,1"})
  void a_message_or_the_mapping_may_state_the_unit_of_times(String unit, long ns) {
    assertThat(lines("{\"ts\":5,\"tsUnit\":\"" + unit + "\",\"values\":{\"a\":1}}"))
        .containsExactly("a=1@" + 5 * ns);
    assertThat(lines("{\"ts\":5,\"a\":1}", Map.of("ts-unit", unit)))
        .containsExactly("a=1@" + 5 * ns);
  }

  @Test
  void the_unit_of_a_time_may_come_before_or_after_it() {
    String ts = "\"ts\":1795161590000000001";
    String unit = "\"tsUnit\":\"ns\"";
    String values = "\"values\":{\"a\":1}";
    assertThat(lines("{" + unit + "," + ts + "," + values + "}"))
        .containsExactly("a=1@1795161590000000001");
    assertThat(lines("{" + ts + "," + values + "," + unit + "}"))
        .containsExactly("a=1@1795161590000000001");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read("{" + ts + "," + values + "}"))
        .withMessageContaining("outside the years");
  }

  @Test
  void the_mapping_may_name_the_field_and_the_zone_of_times() {
    assertThat(
            lines(
                "{\"when\":\"2026-07-01T12:00:00\",\"ts\":5}",
                Map.of("ts-field", "when", "zone", "Europe/Berlin")))
        .containsExactly("ts=5@1782900000000000000");
  }

  @Test
  void a_series_has_a_start_and_a_step() {
    assertThat(
            lines(
                "{\"series\":[{\"path\":\"x\",\"start\":1000,\"step\":0.5,"
                    + "\"values\":[1,2.5,true,\"t\",null]}]}"))
        .containsExactly(
            "x=1@1000000000",
            "x=2.5@1000500000",
            "x=true@1001000000",
            "x=t@1001500000",
            "x=null@1002000000");
  }

  @Test
  void a_step_that_is_no_whole_number_of_nanoseconds_does_not_drift() {
    String values = "0,".repeat(25_600) + "1";
    List<String> lines =
        lines(
            "{\"tsUnit\":\"s\",\"series\":[{\"path\":\"x\",\"start\":0,\"step\":0.0000390625,"
                + "\"values\":["
                + values
                + "]}]}");
    assertThat(lines.getLast()).isEqualTo("x=1@1000000000");
    assertThat(lines.get(1)).isEqualTo("x=0@39062");
  }

  @Test
  void a_series_may_have_a_time_and_a_quality_for_each_value() {
    assertThat(
            lines(
                "{\"series\":[{\"path\":\"x\",\"ts\":[5,\"1970-01-01T00:00:00.007Z\"],"
                    + "\"quality\":[\"good\",\"bad\"],\"values\":[1,2]},"
                    + "{\"path\":\"y\",\"quality\":\"uncertain\",\"ts\":[9],\"values\":[3]}]}"))
        .containsExactly("x=1@5000000", "x=2@7000000!80000000", "y=3@9000000!40000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"series\":[{\"path\":\"x\",\"values\":[1]}]}|either 'start' and 'step' or 'ts'",
        "{\"series\":[{\"start\":1,\"step\":1,\"values\":[1]}]}|needs 'path' before",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1],\"values\":[1,2]}]}|1 times but 2 values",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1],\"values\":[1],\"a\":1}]}|is too late",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1]}]}|needs 'values'",
        "{\"series\":[{\"path\":\"x\",\"unit\":\"C\"}]}|not 'unit'",
        "{\"series\":[{\"path\":\"x\",\"start\":0,\"step\":-1,\"values\":[]}]}|not negative",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1],\"quality\":[0,0],\"values\":[1]}]}|2 qualities",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1],\"values\":[{}]}]}|Expected a number",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1],\"values\":[1]}],\"tsUnit\":\"s\"}|before"
            + " 'series'",
        "{\"ts\":\"yesterday\",\"a\":1}|'yesterday' is not a time",
        "{\"ts\":{},\"a\":1}|A time is",
        "{\"ts\":1e300,\"a\":1}|outside the years",
        "{\"seq\":-1,\"values\":{}}|whole number",
        "{\"seq\":1,\"seq\":2,\"values\":{}}|twice",
        "{\"quality\":\"fine\",\"values\":{}}|A quality is",
        "{\"tsUnit\":\"h\",\"values\":{}}|one of s, ms, us, ns",
        "{\"a\":1|Expected ',' or '}' but found the end",
        "{\"a\":1}x|Expected the end of the message but found 'x'",
        "{\"a\":01}|not a number",
        "{\"a\":nul}|Expected a value",
        "{\"a\":tru|Expected a value",
        "{\"a\" 1}|Expected ':'",
        "{a:1}|Expected a string",
        "{\"a\":1,}|Expected a string",
        "{\"a\":\"\\x\"}|known escape",
        "{\"a\":\"\\ud800\"}|surrogate",
        "{\"a\":\"\\udc00x\"}|surrogate",
        "{\"a\":\"\\u00g0\"}|four hexadecimal",
        "{\"a\":\"\t\"}|control character",
        "{\"a\":\"|the end of a string",
        "42|Expected an object or an array",
        "[{\"a\":1},2]|Expected '{'"
      })
  void what_is_wrong_is_said_in_a_sentence_with_its_place(String message, String sentence) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(message))
        .withMessageContaining(sentence)
        .withMessageMatching(".*, at byte \\d+\\.");
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] message = "{\"a\":\"?\"}".getBytes(UTF_8);
    message[6] = (byte) 0xE4;
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RecordedValues.of(parser(Map.of()), message, 0))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_NOT_UTF8))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":2,\"c\":3}",
        "{\"a\":\"12345678901\"}",
        "{\"a\":\"1234567890\\u0031\"}",
        "{\"12345678901\":1}",
        "{\"12345\":{\"67890\":1}}",
        "{\"a\":[1,2,3,4,5,6,7,8,9]}",
        "{\"series\":[{\"path\":\"x\",\"start\":0,\"step\":1,\"values\":[1,2,3,4]}]}",
        "{\"series\":[{\"path\":\"x\",\"ts\":[1,2,3,4,5],\"values\":[1,2,3,4,5]}]}"
      })
  void a_message_beyond_a_limit_is_refused(String message) {
    PayloadParser small =
        new MillraceJson()
            .parser(FormatOptions.NONE, new FormatLimits(2, 3, 9, 4, 10, 10, 16, 9, 9));
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> RecordedValues.of(small, message))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[", "{\"values\":", "{\"quality\":", "{\"ts\":1,\"a\":[["})
  void nesting_cannot_exhaust_the_stack(String step) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(step.repeat(100_000)))
        .satisfies(
            e ->
                assertThat(e.code())
                    .isIn(FormatError.PAYLOAD_TOO_DEEP, FormatError.PAYLOAD_MALFORMED));
  }

  @ParameterizedTest
  @CsvSource({"ts-unit,h", "zone,Mars/Base", "colour,red"})
  void options_that_make_no_sense_are_refused(String name, String value) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> parser(Map.of(name, value)))
        .withMessageContaining("'" + name + "'")
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.FORMAT_OPTION_INVALID));
  }

  private static @Nullable ArrayFeatures features(RecordedValues read, int i) {
    return read.values().get(i).value() instanceof RecordedValues.Content content
        ? content.features()
        : null;
  }

  private static List<String> lines(String message) {
    return read(message).lines();
  }

  private static List<String> lines(String message, Map<String, String> options) {
    return RecordedValues.of(parser(options), message).lines();
  }

  private static RecordedValues read(String message) {
    return RecordedValues.of(parser(Map.of()), message);
  }

  private static PayloadParser parser(Map<String, String> options) {
    return new MillraceJson().parser(new FormatOptions(options), FormatLimits.DEFAULTS);
  }
}
