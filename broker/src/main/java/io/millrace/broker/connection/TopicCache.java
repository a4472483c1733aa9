package io.millrace.broker.connection;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a client published to lately, by their bytes, so that a known topic is neither
 * decoded nor checked again. Each topic has one place; a newcomer takes it over. Grows while that
 * happens, up to a limit. Not thread-safe.
 */
final class TopicCache {
  private static final int FIRST_PLACES = 4;
  private static final int MAX_PLACES = 512;
  private static final long HASH_FACTOR = 0x9e37_79b9_7f4a_7c15L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final class Entry {
    private final long hash;
    private final byte[] topic;
    private final PublishTarget target;

    Entry(long hash, byte[] topic, PublishTarget target) {
      this.hash = hash;
      this.topic = topic;
      this.target = target;
    }
  }

  private @Nullable Entry[] places = new @Nullable Entry[FIRST_PLACES];

  /** The target of the topic in the buffer; null if it is not known. */
  @Nullable PublishTarget get(ByteBuf buffer, int at, int length) {
    long hash = hash(buffer, at, length);
    Entry entry = places[place(hash)];
    boolean same = entry != null && entry.hash == hash && isSame(entry.topic, buffer, at, length);
    return same && entry != null ? entry.target : null;
  }

  /** Remembers the target of the topic in the buffer. */
  void put(ByteBuf buffer, int at, int length, PublishTarget target) {
    byte[] topic = new byte[length];
    buffer.getBytes(at, topic);
    Entry entry = new Entry(hash(buffer, at, length), topic, target);
    if (places[place(entry.hash)] != null && places.length < MAX_PLACES) {
      grow();
    }
    places[place(entry.hash)] = entry;
  }

  private void grow() {
    @Nullable Entry[] old = places;
    places = new @Nullable Entry[2 * old.length];
    for (Entry entry : old) {
      if (entry != null) {
        places[place(entry.hash)] = entry;
      }
    }
  }

  private int place(long hash) {
    return (int) (hash >>> 32) & (places.length - 1);
  }

  /** Eight bytes at a time; good enough for a cache whose entries are compared in full. */
  private static long hash(ByteBuf buffer, int at, int length) {
    long hash = length;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      hash = (hash ^ buffer.getLong(at + i)) * HASH_FACTOR;
      hash ^= hash >>> 29;
    }
    for (; i < length; i++) {
      hash = (hash ^ buffer.getByte(at + i)) * HASH_FACTOR;
    }
    return hash * HASH_FACTOR;
  }

  private static boolean isSame(byte[] topic, ByteBuf buffer, int at, int length) {
    if (topic.length != length) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if ((long) LONGS.get(topic, i) != buffer.getLong(at + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (topic[i] != buffer.getByte(at + i)) {
        return false;
      }
    }
    return true;
  }
}
