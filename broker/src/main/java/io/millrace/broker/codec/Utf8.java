package io.millrace.broker.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 as the standard wants it (1.5.4; RFC 3629): well formed, without U+0000. */
public final class Utf8 {
  private Utf8() {}

  /**
   * The text of the bytes.
   *
   * @throws io.millrace.broker.protocol.MqttException if they are not well formed, encode
   *     surrogates [MQTT-1.5.4-1] or hold U+0000 [MQTT-1.5.4-2]
   */
  public static String decode(byte[] bytes) {
    if (isPlainAscii(bytes)) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw Malformed.packet("A text holds U+0000 [MQTT-1.5.4-2].");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Malformed.packet("A text is not well-formed UTF-8 [MQTT-1.5.4-1].");
    }
  }

  private static boolean isPlainAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }
}
