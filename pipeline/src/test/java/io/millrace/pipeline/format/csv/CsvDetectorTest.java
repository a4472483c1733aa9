package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.pipeline.format.FormatException;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvDetectorTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void a_plain_table_is_understood() {
    CsvDetection found =
        detect("time,temperature,state\n2026-11-20T08:00:00Z,21.5,RUN\n".getBytes(UTF_8));
    assertThat(found.hasHeader()).isTrue();
    assertThat(found.columns()).containsExactly("time", "temperature", "state");
    assertThat(found.charset()).isEqualTo(UTF_8);
    assertThat(found.options())
        .containsEntry("delimiter", ",")
        .containsEntry("time-column", "time")
        .containsEntry("time-format", "iso")
        .containsEntry("layout", "wide");
    assertThat(found.doubts()).isEmpty();
  }

  @Test
  void a_german_export_is_understood_and_its_zone_is_a_doubt() {
    CsvDetection found =
        detect(
            "Zeit;Temperatur °C\r\n20.11.2026 09:00;21,5\r\n20.11.2026 09:01;21,6\r\n"
                .getBytes(Charset.forName("windows-1252")));
    assertThat(found.charset()).isEqualTo(Charset.forName("windows-1252"));
    assertThat(found.columns()).containsExactly("Zeit", "Temperatur °C");
    assertThat(found.options())
        .containsEntry("delimiter", ";")
        .containsEntry("decimal", "comma")
        .containsEntry("zone", "Europe/Berlin");
    assertThat(found.doubts()).anyMatch(doubt -> doubt.contains("time zone"));
  }

  @Test
  void day_and_month_that_could_be_either_are_a_doubt() {
    CsvDetection found = detect("date,a\n01/02/2026 10:00,1\n".getBytes(UTF_8));
    assertThat(found.options().get("time-format")).startsWith("dd/MM");
    assertThat(found.doubts()).anyMatch(doubt -> doubt.contains("the day is assumed"));
    CsvDetection sure = detect("date,a\n01/22/2026 10:00,1\n".getBytes(UTF_8));
    assertThat(sure.options().get("time-format")).startsWith("MM/dd");
  }

  @Test
  void times_as_numbers_have_their_unit_from_their_size() {
    assertThat(detect("ts,a\n1795161600,1\n".getBytes(UTF_8)).options())
        .containsEntry("time-format", "s");
    assertThat(detect("ts,a\n1795161600000,1\n".getBytes(UTF_8)).options())
        .containsEntry("time-format", "ms");
  }

  @Test
  void a_table_of_paths_and_values_is_long() {
    CsvDetection found =
        detect("time,tag,value,quality\n2026-11-20T08:00:00Z,TI-101,1,good\n".getBytes(UTF_8));
    assertThat(found.options())
        .containsEntry("layout", "long")
        .containsEntry("path-column", "tag")
        .containsEntry("value-column", "value")
        .containsEntry("quality-column", "quality");
  }

  @Test
  void without_a_header_columns_are_numbered() {
    CsvDetection found = detect("2026-11-20T08:00:00Z,1\n2026-11-20T08:00:01Z,2\n".getBytes(UTF_8));
    assertThat(found.hasHeader()).isFalse();
    assertThat(found.columns()).containsExactly("1", "2");
  }

  @Test
  void the_encoding_that_spreadsheets_write_is_known_by_its_mark() {
    byte[] text = "\uFEFFtime,a\n2026-11-20T08:00:00Z,1\n".getBytes(UTF_16LE);
    assertThat(detect(text).charset()).isEqualTo(UTF_16LE);
  }

  @Test
  void what_is_no_table_is_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> detect("just a text".getBytes(UTF_8)))
        .withMessageContaining("does not look like a table");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> detect("a,b\nx,y\n".getBytes(UTF_8)))
        .withMessageContaining("No column");
  }

  @Test
  void no_bytes_can_break_it() {
    Random random = new Random(71);
    byte[] example =
        "time,a,b\n2026-11-20T08:00:00Z,1,x\n2026-11-20T08:00:01Z,2,y\n".getBytes(UTF_8);
    for (int round = 0; round < 400; round++) {
      byte[] changed = example.clone();
      for (int n = random.nextInt(6); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(CsvDetector.detect(changed, random.nextBoolean(), BERLIN).columns())
            .as("round %d", round)
            .isNotEmpty();
      } catch (FormatException expected) {
        assertThat(expected.getMessage()).endsWith(".");
      }
    }
  }

  private static CsvDetection detect(byte[] file) {
    return CsvDetector.detect(file, true, BERLIN);
  }
}
