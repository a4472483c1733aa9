package io.millrace.pipeline.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.format.detect.PayloadFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of {@code docs/formats/payloads.md} is read as that page says. */
class DocumentedPayloadsTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```([a-z-]+)\\n(.*?)```\\n```values\\n(.*?)```", Pattern.DOTALL);
  private static final PayloadFormats FORMATS = PayloadFormats.standard(FormatLimits.DEFAULTS);

  private final String page = Files.readString(page());

  DocumentedPayloadsTest() throws IOException {}

  private static Path page() {
    Path fromRoot = Path.of("docs/formats/payloads.md");
    return Files.exists(fromRoot) ? fromRoot : Path.of("..").resolve(fromRoot);
  }

  @TestFactory
  Stream<DynamicTest> examples_are_read_as_the_page_says() {
    return EXAMPLE
        .matcher(page)
        .results()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.group(1) + ": " + example.group(2).lines().findFirst().orElse(""),
                    () -> check(example)));
  }

  private static void check(MatchResult example) {
    String format = example.group(1);
    byte[] message =
        format.equals("senml-cbor")
            ? HexFormat.of().parseHex(example.group(2).replaceAll("\\s", ""))
            : example.group(2).getBytes(UTF_8);
    List<String> documented = example.group(3).lines().toList();
    assertThat(read(format, "", message)).isEqualTo(documented);
    String contentType = format.equals("csv") ? "text/csv" : "";
    assertThat(read("", contentType, message)).as("found by itself").isEqualTo(documented);
  }

  private static List<String> read(String format, String contentType, byte[] message) {
    return RecordedValues.of(FORMATS.parser(format, contentType, FormatOptions.NONE), message, 0)
        .lines();
  }

  @Test
  void every_format_and_every_option_is_on_the_page() {
    for (String name : FORMATS.names()) {
      assertThat(page).contains("`" + name + "`");
      FORMATS
          .format(name)
          .optionNames()
          .forEach(option -> assertThat(page).as(name).contains("`" + option + "`"));
    }
  }

  @Test
  void the_limits_are_those_of_the_program() {
    FormatLimits limits = FormatLimits.DEFAULTS;
    assertThat(page)
        .contains("tables and lines | %,d |".formatted(limits.maxValues()))
        .contains("SenML records | %,d |".formatted(limits.maxSeriesValues()))
        .contains("lines or rows | %,d |".formatted(limits.maxLines()))
        .contains("inside each other | %d |".formatted(limits.maxDepth()))
        .contains("a path | %d bytes".formatted(limits.maxPathBytes()))
        .contains("a text | %,d bytes".formatted(limits.maxTextBytes()))
        .contains("%d MiB".formatted(limits.maxRecordBytes() >> 20))
        .contains("kept as files of their own | %d |".formatted(limits.maxStoredRecords()))
        .contains("is refused | %d |".formatted(limits.maxRejectedParts()));
  }
}
