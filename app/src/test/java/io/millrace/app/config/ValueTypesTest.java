package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.config.Quantities.ByteSize;
import io.millrace.app.config.ValueTypes.Choice;
import io.millrace.app.config.ValueTypes.OrWord;
import io.millrace.app.config.ValueTypes.Switch;
import io.millrace.app.config.ValueTypes.WebAddress;
import io.millrace.app.config.ValueTypes.WholeNumber;
import io.millrace.app.config.ValueTypes.Zone;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How texts become values, and what is refused. */
class ValueTypesTest {
  private static final long MB = 1L << 20;

  @Test
  void a_whole_number_may_have_underscores_and_both_ends_of_its_range() {
    WholeNumber type = new WholeNumber(1, 10_000);
    assertThat(type.parse("1")).isEqualTo(1);
    assertThat(type.parse("10_000")).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "1.5", "ten", "", "99999999999"})
  void another_number_is_refused_with_the_range(String text) {
    assertThatThrownBy(() -> new WholeNumber(1, 10_000).parse(text))
        .hasMessage("must be a whole number from 1 to 10000, not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"1 B,1", "1 KB,1024", "1.5KB,1536", "2 MB,2097152", "1 GB,1073741824"})
  void sizes_count_in_powers_of_1024(String text, long bytes) {
    assertThat(new ByteSize(1, 1L << 40).parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5 mb", "5 Mb", "-5 MB", "5 MB 1 KB", "0.5 MB", "11 MB", "1e9 B"})
  void a_size_without_unit_or_out_of_range_is_refused(String text) {
    assertThatThrownBy(() -> new ByteSize(MB, 10 * MB).parse(text))
        .hasMessage(
            "must be a size from 1 MB to 10 MB (units: B, KB, MB, GB, TB), not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"250 ms,250", "90 s,90000", "5min,300000", "12 h,43200000", "7 d,604800000"})
  void spans_have_units_from_milliseconds_to_days(String text, long ms) {
    assertThat(ValueTypes.span(Duration.ZERO, Duration.ofDays(365)).parse(text).toMillis())
        .isEqualTo(ms);
  }

  @Test
  void a_quantity_is_written_in_the_largest_unit_that_is_exact() {
    assertThat(new ByteSize(0, 1L << 40).format(1536L)).isEqualTo("1536 B");
    assertThat(new ByteSize(0, 1L << 40).format(3 * MB)).isEqualTo("3 MB");
    assertThat(ValueTypes.span(Duration.ZERO, Duration.ofDays(9)).format(Duration.ZERO))
        .isEqualTo("0 ms");
  }

  @Test
  void a_word_may_stand_for_no_value() {
    OrWord<Integer> type = new OrWord<>("auto", new WholeNumber(1, 9));
    assertThat(type.parse("auto")).isEmpty();
    assertThat(type.parse("3")).isEqualTo(Optional.of(3));
    assertThatThrownBy(() -> type.parse("Auto"))
        .hasMessage("must be auto or a whole number from 1 to 9, not 'Auto'");
  }

  @Test
  void a_switch_knows_true_and_false_and_not_yes() {
    assertThat(new Switch().parse("true")).isTrue();
    assertThatThrownBy(() -> new Switch().parse("yes"))
        .hasMessage("must be true or false, not 'yes'");
  }

  @Test
  void a_choice_names_what_there_is() {
    assertThat(new Choice<>(LogFormat.class).parse("json")).isEqualTo(LogFormat.JSON);
    assertThatThrownBy(() -> new Choice<>(LogFormat.class).parse("xml"))
        .hasMessage("must be one of text, json, not 'xml'");
  }

  @Test
  void a_web_address_is_kept_without_its_last_slash() {
    assertThat(new WebAddress().parse("https://plant.example.com/"))
        .isEqualTo(URI.create("https://plant.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plant.example.com", "ftp://x", "https://x/y", "https://u:p@x", "https://x?y"})
  void a_web_address_with_more_or_less_is_refused(String text) {
    assertThatThrownBy(() -> new WebAddress().parse(text))
        .hasMessageStartingWith("must be an address");
  }

  @Test
  void a_zone_has_a_name_because_offsets_know_no_daylight_saving() {
    assertThat(new Zone().parse("Europe/Berlin").getId()).isEqualTo("Europe/Berlin");
    assertThatThrownBy(() -> new Zone().parse("+02:00"))
        .hasMessageStartingWith("must be a time zone");
    assertThatThrownBy(() -> new Zone().parse("Mars/North"))
        .hasMessageStartingWith("must be a time zone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "plant-7.example.com", "::"})
  void a_host_is_a_name_or_an_address(String text) {
    assertThat(ValueTypes.host().parse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "http://x", "-x", "x/y"})
  void another_host_is_refused(String text) {
    assertThatThrownBy(() -> ValueTypes.host().parse(text))
        .hasMessageStartingWith("must be a host");
  }
}
