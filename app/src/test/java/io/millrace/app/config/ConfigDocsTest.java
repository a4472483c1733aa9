package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed reference page is the table's, and the template is a valid file. After a change of
 * the table: {@code mvn -pl app -am test -Dtest=ConfigDocsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true}.
 */
class ConfigDocsTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir Path folder;

  @Test
  void the_reference_page_is_made_from_the_table() throws IOException {
    assertCommitted(DOCS.resolve("configuration.md"), ConfigReference.render());
  }

  @Test
  void the_template_sets_nothing_as_it_stands() throws IOException {
    Configuration configuration = load(ConfigTemplate.render());

    assertThat(configuration.values().count(Origin.Kind.FILE)).isZero();
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void the_template_with_every_setting_uncommented_says_what_holds_anyway() throws IOException {
    String uncommented =
        Pattern.compile("^  #(?=[a-z-]+:)", Pattern.MULTILINE)
            .matcher(ConfigTemplate.render())
            .replaceAll("  ");
    Configuration configuration = load(uncommented);

    assertThat(configuration.values().count(Origin.Kind.FILE)).isEqualTo(SettingsTable.ALL.size());
    assertThat(configuration.settings())
        .isEqualTo(Configuration.load(ConfigSources.none(folder)).settings());
  }

  @Test
  void the_template_fits_a_terminal() {
    assertThat(ConfigTemplate.render().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  private Configuration load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("millrace.yaml"), text);
    return Configuration.load(new ConfigSources(Optional.of(file), folder, Map.of(), Map.of()));
  }

  private static void assertCommitted(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("millrace.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).content().isEqualTo(expected);
  }
}
