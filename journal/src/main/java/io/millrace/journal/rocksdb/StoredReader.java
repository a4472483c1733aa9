package io.millrace.journal.rocksdb;

import io.millrace.journal.Cursor;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.engine.RegisteredReaders;
import java.util.ArrayList;
import java.util.List;

/**
 * A registered reader as the journal stores it, so that its records stay protected while it does
 * not run.
 */
record StoredReader(List<Integer> partitions, LagPolicy policy, Cursor committed) {
  private static final int VERSION = 1;
  private static final int OVERTAKEN = 0;
  private static final int PUSH_BACK = 1;
  private static final int MOST_PARTITIONS = 1 << 16;

  static StoredReader of(RegisteredReaders.Known reader) {
    return new StoredReader(reader.partitions(), reader.policy(), reader.committed());
  }

  byte[] encode() {
    ByteSink out = new ByteSink(64);
    out.u8(VERSION);
    switch (policy) {
      case LagPolicy.Overtaken() -> out.u8(OVERTAKEN);
      case LagPolicy.PushBack(long slowBulkBytes, long slowAllBytes) -> {
        out.u8(PUSH_BACK);
        out.u64(slowBulkBytes);
        out.u64(slowAllBytes);
      }
    }
    out.varint(partitions.size());
    partitions.forEach(out::varint);
    byte[] cursor = committed.encode();
    out.bytes(cursor, 0, cursor.length);
    return out.toByteArray();
  }

  static StoredReader decode(byte[] stored) {
    ByteSource in = new ByteSource(stored);
    if (in.u8() != VERSION) {
      throw new DamagedException("the version of a registered reader is unknown");
    }
    LagPolicy policy =
        switch (in.u8()) {
          case OVERTAKEN -> new LagPolicy.Overtaken();
          case PUSH_BACK -> new LagPolicy.PushBack(in.u64(), in.u64());
          default -> throw new DamagedException("the policy of a registered reader is unknown");
        };
    List<Integer> partitions = new ArrayList<>();
    for (int left = in.count(MOST_PARTITIONS); left > 0; left--) {
      partitions.add(in.count(MOST_PARTITIONS));
    }
    int length = in.remaining();
    int start = in.skip(length);
    byte[] cursor = new byte[length];
    System.arraycopy(stored, start, cursor, 0, length);
    return new StoredReader(partitions, policy, Cursor.decode(cursor));
  }

  void restore(String name, RegisteredReaders readers) {
    readers.restore(name, partitions, policy, committed);
  }
}
