package io.millrace.pipeline.format.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.model.sample.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScannerTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private final NumberScanner scanner = new NumberScanner();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "21.5",
        "-0.0",
        "1e3",
        "0.1",
        "123456789.123456789",
        "9007199254740993",
        "9007199254740993.0",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "1e400",
        "-1e400",
        "1e-400",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "0.000000000000000000000000000000000000000123456789012345678901",
        "100000000000000000000000000000000000",
        "8.5",
        "5e-1",
        "7.8459735791271921e65",
        "3.518437208883201171875e13",
        "9007199254740992.5",
        "9007199254740991.4999999999999999999",
        "45913141877270640000.0",
        "1090544144181609348835077142190",
        "6.02214076E+23"
      })
  void a_number_becomes_what_decimal_arithmetic_says(String text) {
    check(text);
  }

  @Test
  void random_numbers_of_every_length_and_size_are_rounded_to_the_nearest_double() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      check(randomNumber(random));
    }
  }

  @Test
  void every_double_written_in_full_comes_back() {
    Random random = new Random(12);
    for (int round = 0; round < 100_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        check(Double.toString(value).replace("E", random.nextBoolean() ? "e" : "E"));
      }
    }
  }

  @Test
  void numbers_half_way_between_two_doubles_go_to_the_even_one() {
    Random random = new Random(13);
    for (int round = 0; round < 20_000; round++) {
      double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (Double.isFinite(value) && Double.isFinite(Math.nextUp(value))) {
        BigDecimal half =
            new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.TWO);
        String text = half.toString();
        if (text.length() < 1000) {
          check(text);
          check(text + (text.contains("E") ? "" : text.contains(".") ? "1" : ".00001"));
        }
      }
    }
  }

  @Test
  void unsigned_numbers_are_rounded_once_when_they_become_doubles() {
    Random random = new Random(14);
    for (int round = 0; round < 100_000; round++) {
      long bits = random.nextLong() | Long.MIN_VALUE;
      assertThat(NumberScanner.toDouble(ValueKind.UINT64, bits))
          .isEqualTo(new BigDecimal(Long.toUnsignedString(bits)).doubleValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "-", "-a", ".5", "5.", "1e", "1e+", "+1", "-.5", "00", "1.e3"})
  void what_json_does_not_allow_is_refused(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(scanner.scanJson(bytes, 0, bytes.length)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"+1,1", ".5,0.5", "5.,5", "007,7", "1.e3,1000", "-.5e1,-5"})
  void the_lenient_form_takes_what_people_write(String text, double expected) {
    byte[] bytes = text.getBytes(US_ASCII);
    assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    assertThat(scanner.asDouble()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000000, 6, 1700000000000000000",
    "1700000000.123456789, 9, 1700000000123456789",
    "1.5, 0, 1",
    "-1.5, 0, -2",
    "-0.0000000001, 9, -1",
    "1.7e12, 6, 1700000000000000000",
    "1700000000123456789, 0, 1700000000123456789"
  })
  void a_time_is_exact_to_the_nanosecond(String text, int unit, long expected) {
    byte[] bytes = text.getBytes(US_ASCII);
    scanner.scanJson(bytes, 0, bytes.length);
    assertThat(scanner.asNs(unit)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e300", "9300000000000", "18446744073709551615", "1.00000000000000000001"})
  void a_time_that_does_not_fit_is_an_arithmetic_error(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    scanner.scanJson(bytes, 0, bytes.length);
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> scanner.asNs(9));
  }

  @Test
  void a_number_of_absurd_length_is_refused() {
    byte[] bytes = "1".repeat(5000).getBytes(US_ASCII);
    assertThat(scanner.scanJson(bytes, 0, bytes.length)).isNegative();
  }

  private void check(String text) {
    byte[] bytes = (text + ",").getBytes(US_ASCII);
    assertThat(scanner.scanJson(bytes, 0, bytes.length)).as(text).isEqualTo(bytes.length - 1);
    assertThat(scanner.asDouble()).as(text).isEqualTo(Double.parseDouble(text));
    boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    if (whole && !text.equals("-0")) {
      BigInteger exact = new BigInteger(text);
      if (exact.bitLength() < 64) {
        assertThat(scanner.kind()).as(text).isEqualTo(ValueKind.INT64);
        assertThat(scanner.bits()).as(text).isEqualTo(exact.longValueExact());
      } else if (exact.signum() > 0 && exact.compareTo(TWO_64) < 0) {
        assertThat(scanner.kind()).as(text).isEqualTo(ValueKind.UINT64);
        assertThat(Long.toUnsignedString(scanner.bits())).isEqualTo(text);
      } else {
        assertThat(scanner.kind()).as(text).isEqualTo(ValueKind.DOUBLE);
      }
    } else {
      assertThat(scanner.kind()).as(text).isEqualTo(ValueKind.DOUBLE);
    }
    if (scanner.isExact() && scanner.digits() >= 0) {
      BigDecimal rebuilt =
          new BigDecimal(BigInteger.valueOf(scanner.digits()), -scanner.exponent());
      BigDecimal expected = new BigDecimal(text).abs();
      if (Math.abs(expected.scale()) < 1000 && Math.abs(scanner.exponent()) < 1000) {
        assertThat(rebuilt).as(text).isEqualByComparingTo(expected);
      }
    }
  }

  private static String randomNumber(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int digits = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 19);
    BigInteger mantissa = new BigInteger(random.nextInt(3 * digits + 1) + 1, random);
    BigDecimal value =
        new BigDecimal(mantissa, random.nextInt(30) - 3)
            .setScale(random.nextInt(12), RoundingMode.DOWN);
    text.append(random.nextBoolean() ? value.toPlainString() : mantissa.toString());
    if (random.nextInt(4) == 0) {
      text.append('e').append(random.nextInt(660) - 340);
    }
    return text.toString();
  }
}
