package io.millrace.pipeline.quarantine;

import io.millrace.model.context.ContextChange.QuarantineResolution;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries and resolutions as bytes. */
final class EntryCodec {
  private static final byte VERSION = 1;
  private static final int ID_BYTES = 16;

  private EntryCodec() {}

  static byte[] key(byte prefix, EntryId id) {
    return ByteBuffer.allocate(1 + ID_BYTES)
        .put(prefix)
        .putInt(id.partition())
        .putLong(id.offset())
        .putInt(id.part())
        .array();
  }

  static EntryId id(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key, 1, ID_BYTES);
    return new EntryId(in.getInt(), in.getLong(), in.getInt());
  }

  static byte[] encode(QuarantineEntry entry) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      write(out, entry.source().value());
      out.writeUTF(entry.code());
      out.writeUTF(shortened(entry.reason()));
      out.writeInt(entry.line());
      out.writeUTF(shortened(entry.field()));
      out.writeUTF(shortened(entry.channel()));
      out.writeUTF(shortened(entry.contentType()));
      out.writeUTF(shortened(entry.principal()));
      out.writeLong(entry.receiveTimeNs());
      out.writeInt(entry.bytes());
      out.writeInt(entry.attributes().size());
      for (Map.Entry<String, String> attribute : new TreeMap<>(entry.attributes()).entrySet()) {
        out.writeUTF(shortened(attribute.getKey()));
        out.writeUTF(shortened(attribute.getValue()));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** {@code writeUTF} takes 65,535 bytes; nothing here is longer in good faith. */
  private static String shortened(String text) {
    return text.length() <= 20_000 ? text : text.substring(0, 20_000);
  }

  static QuarantineEntry decode(EntryId id, byte[] stored) {
    try {
      DataInputStream in = begin(stored);
      SourceId source = new SourceId(readId(in));
      String code = in.readUTF();
      String reason = in.readUTF();
      int line = in.readInt();
      String field = in.readUTF();
      String channel = in.readUTF();
      String contentType = in.readUTF();
      String principal = in.readUTF();
      long receiveTimeNs = in.readLong();
      int bytes = in.readInt();
      Map<String, String> attributes = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        attributes.put(in.readUTF(), in.readUTF());
      }
      return new QuarantineEntry(
          id,
          source,
          code,
          reason,
          line,
          field,
          channel,
          contentType,
          principal,
          attributes,
          receiveTimeNs,
          bytes);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static byte[] encode(Resolution resolution) {
    EntryId id = resolution.id();
    return ByteBuffer.allocate(2 + ID_BYTES + 24)
        .put(VERSION)
        .put((byte) (resolution.what() == QuarantineResolution.RETRIED ? 0 : 1))
        .putInt(id.partition())
        .putLong(id.offset())
        .putInt(id.part())
        .putLong(resolution.by().value().getMostSignificantBits())
        .putLong(resolution.by().value().getLeastSignificantBits())
        .putLong(resolution.atNs())
        .array();
  }

  static Resolution decodeResolution(byte[] stored) {
    try {
      DataInputStream in = begin(stored);
      QuarantineResolution what =
          in.readByte() == 0 ? QuarantineResolution.RETRIED : QuarantineResolution.DISCARDED;
      EntryId id = new EntryId(in.readInt(), in.readLong(), in.readInt());
      return new Resolution(id, what, new UserId(readId(in)), in.readLong());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static DataInputStream begin(byte[] stored) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
    if (in.readByte() != VERSION) {
      throw unreadable(null);
    }
    return in;
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readId(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static PipelineException unreadable(@Nullable Throwable cause) {
    return new PipelineException(
        PipelineError.PIPELINE_STATE_UNREADABLE,
        "An entry of quarantine is not in a form that this version reads.",
        cause);
  }
}
