package io.millrace.pipeline.format.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void every_character_is_written_as_the_jdk_writes_it_and_found_well_formed() {
    byte[] bytes = new byte[4];
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        continue;
      }
      int length = Utf8.put(codePoint, bytes, 0);
      assertThat(new String(bytes, 0, length, UTF_8).codePointAt(0)).isEqualTo(codePoint);
      assertThat(Utf8.characterLength(bytes, 0, length)).isEqualTo(length);
      assertThat(length == 1 || Utf8.characterLength(bytes, 0, length - 1) == 0).isTrue();
    }
  }

  @Test
  void random_bytes_are_judged_as_the_jdk_judges_them() {
    Random random = new Random(31);
    byte[] parts = {
      0x41,
      (byte) 0x80,
      (byte) 0xBF,
      (byte) 0xC1,
      (byte) 0xC2,
      (byte) 0xE0,
      (byte) 0xA0,
      (byte) 0xED,
      (byte) 0x9F,
      (byte) 0xEF,
      (byte) 0xF0,
      (byte) 0x90,
      (byte) 0xF4,
      (byte) 0x8F,
      (byte) 0xF5
    };
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(7)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = parts[random.nextInt(parts.length)];
      }
      assertThat(Utf8.firstMalformed(bytes, 0, bytes.length) < 0)
          .as("%s", bytes)
          .isEqualTo(wellFormed(bytes));
    }
  }

  private static boolean wellFormed(byte[] bytes) {
    try {
      UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
