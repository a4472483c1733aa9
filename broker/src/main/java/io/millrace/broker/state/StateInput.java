package io.millrace.broker.state;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateOutput} wrote. Every method throws {@link MqttException} with {@link
 * MqttError#MQTT_STATE_DAMAGED} if the bytes are anything else.
 */
public final class StateInput {
  private final ByteBuf in;

  /** Reads the bytes, which must be of the form. */
  public StateInput(byte[] bytes, int form) {
    in = Unpooled.wrappedBuffer(bytes);
    require(Byte.BYTES);
    if (in.readByte() != form) {
      throw damaged();
    }
  }

  /** The next flag. */
  public boolean flag() {
    require(Byte.BYTES);
    return in.readBoolean();
  }

  /** The next {@code int}. */
  public int number() {
    require(Integer.BYTES);
    return in.readInt();
  }

  /** The next {@code int}, which counts things that take at least a byte each. */
  public int count() {
    int count = number();
    if (count < 0 || count > in.readableBytes()) {
      throw damaged();
    }
    return count;
  }

  /** The next {@code long}. */
  public long bigNumber() {
    require(Long.BYTES);
    return in.readLong();
  }

  /** The next text, null if it is absent. */
  public @Nullable String textOrNull() {
    byte[] bytes = bytesOrNull();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The next text. */
  public String text() {
    String text = textOrNull();
    if (text == null) {
      throw damaged();
    }
    return text;
  }

  /** The next bytes, null if they are absent. */
  public byte @Nullable [] bytesOrNull() {
    int length = number();
    if (length == StateOutput.ABSENT) {
      return null;
    }
    if (length < 0) {
      throw damaged();
    }
    require(length);
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    return bytes;
  }

  /** The next bytes. */
  public byte[] bytes() {
    byte[] bytes = bytesOrNull();
    if (bytes == null) {
      throw damaged();
    }
    return bytes;
  }

  /** Refuses bytes that are left over. */
  public void end() {
    if (in.isReadable()) {
      throw damaged();
    }
  }

  private void require(int bytes) {
    if (in.readableBytes() < bytes) {
      throw damaged();
    }
  }

  private static MqttException damaged() {
    return new MqttException(
        MqttError.MQTT_STATE_DAMAGED,
        "Stored MQTT state is not in a form that this version writes. Restore the folder from a"
            + " backup, or remove the state of reader 'mqtt' to begin without sessions and retained"
            + " messages.");
  }
}
