package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table from which template, checks, environment and reference come. */
class SettingsTableTest {
  static List<Setting<?>> all() {
    return SettingsTable.ALL;
  }

  @Test
  void the_configuration_stays_small() {
    assertThat(SettingsTable.ALL).hasSizeLessThan(40);
  }

  @Test
  void names_are_unique_also_as_environment_variables() {
    assertThat(SettingsTable.ALL).extracting(Setting::path).doesNotHaveDuplicates();
    assertThat(SettingsTable.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
  }

  @Test
  void sections_stand_together_and_have_a_title() {
    List<String> sections = SettingsTable.ALL.stream().map(Setting::section).toList();
    long changes =
        java.util.stream.IntStream.range(1, sections.size())
            .filter(i -> !sections.get(i).equals(sections.get(i - 1)))
            .count();

    assertThat(SettingsTable.SECTIONS).containsOnlyKeys(sections.stream().distinct().toList());
    assertThat(changes + 1).isEqualTo(SettingsTable.SECTIONS.size());
  }

  @ParameterizedTest
  @MethodSource("all")
  <T> void a_default_is_a_value_of_its_type_written_as_we_would_write_it(Setting<T> setting) {
    assertThat(setting.type().format(setting.defaultValue())).isEqualTo(setting.defaultText());
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_setting_has_a_sentence_and_a_range(Setting<?> setting) {
    assertThat(setting.text()).endsWith(".").hasSizeGreaterThan(15);
    assertThat(setting.type().allowed()).isNotBlank();
    assertThat(setting.path()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*");
  }
}
