package io.millrace.pipeline.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.id.PointId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.PointTraitsTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Samples by point as bytes, for what Millrace itself has to say about points. The layout is in
 * {@code docs/formats/pipeline.md}.
 */
public final class PointSamples {
  private static final int VERSION = 1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** No samples. */
  public PointSamples() {
    try {
      out.writeByte(VERSION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a sample whose value is carried as bits. */
  public void add(PointId point, ValueKind kind, long timeNs, long bits, int quality) {
    try {
      head(point, kind, timeNs, quality);
      out.writeLong(bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** Adds a sample whose value is a text. */
  public void addText(PointId point, ValueKind kind, long timeNs, String text, int quality) {
    try {
      head(point, kind, timeNs, quality);
      byte[] utf8 = text.getBytes(UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head(PointId point, ValueKind kind, long timeNs, int quality) throws IOException {
    out.writeLong(point.value().getMostSignificantBits());
    out.writeLong(point.value().getLeastSignificantBits());
    out.writeByte(kind.code());
    out.writeLong(timeNs);
    out.writeInt(quality);
  }

  /** The bytes of the samples that were added. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  /**
   * Reads samples into a batch.
   *
   * @throws DecodeException if the bytes are not in this form; then some may be in the batch
   */
  static void read(
      byte[] payload,
      int from,
      int to,
      PointHandles handles,
      PointTraitsTable traits,
      SampleBatch batch,
      long offset) {
    ByteBuffer in = ByteBuffer.wrap(payload, from, to - from);
    try {
      if (in.get() != VERSION) {
        throw damaged();
      }
      while (in.hasRemaining()) {
        readOne(in, handles, traits, batch, offset);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static void readOne(
      ByteBuffer in,
      PointHandles handles,
      PointTraitsTable traits,
      SampleBatch batch,
      long offset) {
    int point = handles.handleOf(new PointId(new UUID(in.getLong(), in.getLong())));
    ValueKind kind = ValueKind.ofCode(in.get());
    traits.learn(point, kind);
    long timeNs = in.getLong();
    int quality = in.getInt();
    if (!kind.isText()) {
      batch.add(point, kind, timeNs, in.getLong(), quality, offset);
      return;
    }
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw damaged();
    }
    byte[] text = new byte[length];
    in.get(text);
    batch.addText(point, kind, timeNs, new String(text, UTF_8), quality, offset);
  }

  private static DecodeException damaged() {
    return new DecodeException(
        DecodeError.POINT_SAMPLES_DAMAGED, "A record of point samples is damaged.", "");
  }
}
