package io.millrace.history.frame;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.frame.Frame;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.FrameId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A frame as bytes; see {@code docs/formats/history.md}. */
final class FrameCodec {
  private static final int FORMAT = 1;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int MAX_BYTES = 64 * 1024;
  private static final int ID_BYTES = 16;

  private FrameCodec() {}

  static byte[] encode(Frame frame) {
    List<byte[]> texts = new ArrayList<>();
    texts.add(bytes(frame.type()));
    new TreeMap<>(frame.attributes())
        .forEach(
            (name, value) -> {
              texts.add(bytes(name));
              texts.add(bytes(value));
            });
    int size = 2 + 3 * ID_BYTES + 2 * Long.BYTES + 2 * Integer.BYTES;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }
    if (size > MAX_BYTES || frame.attributes().size() > MAX_ATTRIBUTES) {
      throw new HistoryException(
          HistoryError.HISTORY_FRAME_TOO_LARGE,
          "Frame "
              + frame.id()
              + " has more than "
              + MAX_ATTRIBUTES
              + " attributes, or takes more than "
              + MAX_BYTES
              + " bytes.");
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    FrameId parent = frame.parent();
    out.put((byte) FORMAT).put((byte) (parent == null ? 0 : 1));
    put(out, frame.id().value());
    put(out, frame.asset().value());
    put(out, parent == null ? new UUID(0, 0) : parent.value());
    out.putLong(frame.startNs()).putLong(frame.endNs()).putInt(frame.attributes().size());
    texts.forEach(text -> out.putInt(text.length).put(text));
    return out.putInt(checksum(out.array(), out.position())).array();
  }

  static Frame decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int end = bytes.length - Integer.BYTES;
      if (end < 0 || in.getInt(end) != checksum(bytes, end)) {
        throw damaged("its checksum does not match", null);
      }
      int format = in.get();
      if (format != FORMAT) {
        throw damaged("it has the form " + format + ", this version reads " + FORMAT, null);
      }
      boolean hasParent = in.get() != 0;
      FrameId id = new FrameId(uuid(in));
      AssetId asset = new AssetId(uuid(in));
      FrameId parent = new FrameId(uuid(in));
      long startNs = in.getLong();
      long endNs = in.getLong();
      int count = in.getInt();
      if (count < 0 || count > MAX_ATTRIBUTES) {
        throw damaged("it claims to have " + count + " attributes", null);
      }
      String type = text(in);
      Map<String, String> attributes = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        attributes.put(text(in), text(in));
      }
      return new Frame(id, asset, type, startNs, endNs, attributes, hasParent ? parent : null);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged("it is not in the form of a frame", e);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw damaged("a text claims to have " + length + " bytes", null);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static HistoryException damaged(String why, @Nullable Throwable cause) {
    return new HistoryException(
        HistoryError.HISTORY_CHUNK_DAMAGED, "A stored frame cannot be read: " + why + ".", cause);
  }
}
