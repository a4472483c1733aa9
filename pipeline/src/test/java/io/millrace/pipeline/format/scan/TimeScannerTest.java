package io.millrace.pipeline.format.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.model.time.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScannerTest {
  private final TimeScanner scanner = new TimeScanner();

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
    "2026-11-20T08:00:00.123456789Z, 2026-11-20T08:00:00.123456789Z",
    "2026-11-20T08:00:00.1234567899Z, 2026-11-20T08:00:00.123456789Z",
    "2026-11-20t08:00:00z, 2026-11-20T08:00:00Z",
    "2026-11-20 08:00:00+01:00, 2026-11-20T07:00:00Z",
    "2026-11-20T08:00-0330, 2026-11-20T11:30:00Z",
    "2026-11-20T08:00+05, 2026-11-20T03:00:00Z",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z",
    "'2026-11-20T08:00:00,5Z', 2026-11-20T08:00:00.5Z"
  })
  void a_time_of_iso_8601_is_read(String text, Instant expected) {
    assertThat(scan(text)).isTrue();
    assertThat(scanner.ns(ZoneOffset.UTC)).isEqualTo(Times.toNs(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01T12:00:00, 2026-07-01T10:00:00Z",
    "2026-01-01T12:00:00, 2026-01-01T11:00:00Z",
    "2026-03-29T02:30:00, 2026-03-29T01:30:00Z", // skipped by daylight saving: moved on
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z", // there twice: the first
    "2026-07-01T12:00:00Z, 2026-07-01T12:00:00Z"
  })
  void a_time_without_offset_is_taken_in_the_zone(String text, Instant expected) {
    assertThat(scan(text)).isTrue();
    assertThat(scanner.ns(ZoneId.of("Europe/Berlin"))).isEqualTo(Times.toNs(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-13-01",
        "2026-00-01",
        "2026-02-29",
        "2026-04-31",
        "2026-1-1",
        "2026-11-20T",
        "2026-11-20T24:00:00Z",
        "2026-11-20T08:60:00Z",
        "2026-11-20T08:00:61Z",
        "2026-11-20T08:00:00.Z",
        "2026-11-20T08:00:00ZZ",
        "2026-11-20T08:00:00+1",
        "20261120",
        "2026-11-20T08",
        "x026-11-20",
        "2026-11-20T08:00:00+24:00",
        "2026-11-20T08:00:00 "
      })
  void anything_else_is_refused(String text) {
    assertThat(scan(text)).isFalse();
  }

  @Test
  void times_beyond_64_bits_of_nanoseconds_are_an_arithmetic_error() {
    assertThat(scan("2300-01-01T00:00:00Z")).isTrue();
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> scanner.ns(ZoneOffset.UTC));
  }

  @Test
  void random_times_agree_with_the_jdk() {
    Random random = new Random(21);
    for (int round = 0; round < 100_000; round++) {
      OffsetDateTime time =
          Times.toInstant(random.nextLong())
              .atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(14), random.nextInt(60)));
      if (time.getYear() < 1678 || time.getYear() > 2261) {
        continue;
      }
      String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      assertThat(scan(text)).as(text).isTrue();
      assertThat(scanner.ns(ZoneOffset.UTC)).as(text).isEqualTo(Times.toNs(time.toInstant()));
    }
  }

  private boolean scan(String text) {
    byte[] bytes = ("#" + text + "#").getBytes(US_ASCII);
    return scanner.scan(bytes, 1, bytes.length - 1);
  }
}
