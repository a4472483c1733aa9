package io.millrace.demo.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class PayloadBufferTest {
  private final PayloadBuffer buffer = new PayloadBuffer(4);

  @Test
  void numbers_have_all_their_decimals() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long scaled = random.nextLong() >> random.nextInt(63);
      int decimals = random.nextInt(5);
      buffer.clear();
      buffer.decimal(scaled == Long.MIN_VALUE ? 0 : scaled, decimals);
      String expected =
          BigDecimal.valueOf(scaled == Long.MIN_VALUE ? 0 : scaled, decimals).toPlainString();
      assertThat(text()).isEqualTo(expected);
    }
  }

  @Test
  void texts_are_quoted_so_that_a_parser_reads_them_back() {
    for (String text :
        new String[] {"", "plain", "a\"b\\c", "tab\tand\nline", "Größe ≥ 270 °C 🔥"}) {
      buffer.clear();
      buffer.quoted(text);
      try (JsonParser parser =
          new JsonFactory().createParser(ObjectReadContext.empty(), buffer.toByteArray())) {
        parser.nextToken();
        assertThat(parser.getString()).isEqualTo(text);
      }
    }
  }

  private String text() {
    return new String(buffer.toByteArray(), StandardCharsets.UTF_8);
  }
}
