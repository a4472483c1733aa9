package io.millrace.journal.reader.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.Loss;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A loss as bytes: version 1, partition, from, next, reason's code, detail in UTF-8. */
final class LossCodec {
  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES + 1;

  private LossCodec() {}

  static byte[] encode(Loss loss) {
    byte[] detail = loss.detail().getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + detail.length)
        .put(VERSION)
        .putInt(loss.partition())
        .putLong(loss.fromOffset())
        .putLong(loss.nextOffset())
        .put(codeOf(loss.reason()))
        .put(detail)
        .array();
  }

  static Loss decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != VERSION) {
        throw unreadable();
      }
      int partition = in.getInt();
      long from = in.getLong();
      long next = in.getLong();
      Loss.Reason reason = reasonOf(in.get());
      return new Loss(partition, from, next, reason, UTF_8.decode(in).toString());
    } catch (BufferUnderflowException e) {
      throw unreadable();
    }
  }

  private static byte codeOf(Loss.Reason reason) {
    return switch (reason) {
      case OVERTAKEN -> 1;
      case BEYOND_END -> 2;
      case DAMAGED -> 3;
    };
  }

  private static Loss.Reason reasonOf(byte code) {
    return switch (code) {
      case 1 -> Loss.Reason.OVERTAKEN;
      case 2 -> Loss.Reason.BEYOND_END;
      case 3 -> Loss.Reason.DAMAGED;
      default -> throw unreadable();
    };
  }

  private static JournalException unreadable() {
    return new JournalException(
        JournalError.STATE_UNREADABLE,
        "A stored loss of a reader is not in a form that this version writes.");
  }
}
