package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.model.time.Times;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.Mutations;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.RecordedValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
  private static final long T = Times.toNs(Instant.parse("2026-11-20T08:00:00Z"));

  @Test
  void in_a_wide_table_each_column_but_the_times_is_a_path() {
    assertThat(
            lines(
                Map.of(),
                """
                time,temperature,state,running
                2026-11-20T08:00:00Z,21.5,RUN,true
                2026-11-20T08:00:01Z,22,"STOP, ""now\""",false
                """))
        .containsExactly(
            "temperature=21.5@" + T,
            "state=RUN@" + T,
            "running=true@" + T,
            "temperature=22@" + (T + Times.SECOND),
            "state=STOP, \"now\"@" + (T + Times.SECOND),
            "running=false@" + (T + Times.SECOND));
  }

  @Test
  void in_a_long_table_a_column_names_the_path_of_each_value() {
    assertThat(
            lines(
                Map.of("layout", "long", "quality-column", "quality"),
                """
                time,path,value,quality
                2026-11-20T08:00:00Z,oven.t,21.5,
                2026-11-20T08:00:00Z,oven.s,RUN,uncertain
                2026-11-20T08:00:00Z,oven.p,7,0x80310000
                """))
        .containsExactly(
            "oven.t=21.5@" + T, "oven.s=RUN@" + T + "!40000000", "oven.p=7@" + T + "!80310000");
  }

  @Test
  void empty_cells_and_words_for_nothing_are_no_values() {
    assertThat(lines(Map.of(), "time,a,b,c,d\n2026-11-20T08:00:00Z,, NaN ,n/a,1\n"))
        .containsExactly("d=1@" + T);
    assertThat(lines(Map.of("empty-words", "-999"), "time,a\n2026-11-20T08:00:00Z,-999\n"))
        .isEmpty();
  }

  @Test
  void columns_can_be_renamed_and_left_out() {
    assertThat(
            lines(
                Map.of("rename", "T1=oven.t", "skip", "comment"),
                "time,T1,comment\n2026-11-20T08:00:00Z,1,late shift\n"))
        .containsExactly("oven.t=1@" + T);
  }

  @Test
  void numbers_may_have_a_decimal_comma() {
    assertThat(
            lines(
                Map.of("delimiter", ";", "decimal", "comma"),
                "time;a;b\n2026-11-20T08:00:00Z;21,5;a,b\n"))
        .containsExactly("a=21.5@" + T, "b=a,b@" + T);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iso|UTC|2026-11-20T08:00:00Z",
        "iso|Europe/Berlin|2026-11-20 09:00:00",
        "s|UTC|1795161600",
        "ms|UTC|1795161600000",
        "dd.MM.yyyy HH:mm:ss|Europe/Berlin|20.11.2026 09:00:00",
        "MM/dd/yyyy hh:mm a|America/New_York|11/20/2026 03:00 AM"
      })
  void times_may_be_written_in_many_ways(String format, String zone, String written) {
    assertThat(lines(Map.of("time-format", format, "zone", zone), "at,a\n\"" + written + "\",1\n"))
        .containsExactly("a=1@" + T);
  }

  @Test
  void a_row_that_cannot_be_read_is_rejected_with_its_line_and_its_header_and_others_stand() {
    RecordedValues read =
        read(
            Map.of(),
            "time,a,b\n2026-11-20T08:00:00Z,1,2\nyesterday,3,4\n2026-11-20T08:00:00Z,5\n");
    assertThat(read.lines()).containsExactly("a=1@" + T, "b=2@" + T);
    assertThat(read.rejected()).extracting(FormatException::line).containsExactly(3, 4);
    assertThat(read.rejectedParts().getFirst()).isEqualTo("time,a,b\nyesterday,3,4\n");
  }

  @Test
  void a_table_of_bad_rows_alone_is_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(Map.of(), "time,a\nx,1\ny,2\n"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FormatError.PAYLOAD_TIME_INVALID))
        .satisfies(e -> assertThat(e.field()).isEqualTo("time"));
  }

  @Test
  void a_column_that_is_named_and_missing_is_refused() {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> read(Map.of("time-column", "when"), "time,a\n1,2\n"))
        .withMessageContaining("'when'");
  }

  @Test
  void no_bytes_can_break_it() {
    List<byte[]> examples =
        Stream.of(
                "time,a,b\n2026-11-20T08:00:00Z,1,x\n2026-11-20T08:00:01Z,\"2\n3\",y\n",
                "\uFEFFtime,a\r\n2026-11-20T08:00:00Z,1e3\r\n\r\n",
                "t,a\n1,2\n3,\"q\"\"q\"\n")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    Mutations.feed(61, 20_000, () -> parser(Map.of()), examples.subList(0, 2));
    Mutations.feed(62, 20_000, () -> parser(Map.of("time-format", "s")), examples.subList(2, 3));
  }

  private static List<String> lines(Map<String, String> options, String table) {
    return read(options, table).lines();
  }

  private static RecordedValues read(Map<String, String> options, String table) {
    return RecordedValues.of(parser(options), table);
  }

  private static PayloadParser parser(Map<String, String> options) {
    return new CsvFormat().parser(new FormatOptions(options), FormatLimits.DEFAULTS);
  }
}
