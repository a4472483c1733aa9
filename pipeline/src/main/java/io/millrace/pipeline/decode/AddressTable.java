package io.millrace.pipeline.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a channel by the bytes of their path: open addressing with linear probing, so
 * that looking up allocates nothing and decodes no text.
 */
final class AddressTable {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable AddressSlot[] slots = new AddressSlot[INITIAL_CAPACITY];
  private int[] hashes = new int[INITIAL_CAPACITY];
  private int size;

  /** The slot of a path; null if it has none. */
  @Nullable AddressSlot find(byte[] path, int from, int to) {
    int hash = hash(path, from, to);
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      AddressSlot slot = slots[i];
      if (slot == null) {
        return null;
      }
      if (hashes[i] == hash && slot.hasPath(path, from, to)) {
        return slot;
      }
    }
  }

  /** Adds a slot whose path has none yet. */
  void add(AddressSlot slot) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    insert(slot, hash(slot.path(), 0, slot.path().length));
    size++;
  }

  int size() {
    return size;
  }

  private void insert(AddressSlot slot, int hash) {
    int mask = slots.length - 1;
    int i = hash & mask;
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = slot;
    hashes[i] = hash;
  }

  private void grow() {
    @Nullable AddressSlot[] old = slots;
    int[] oldHashes = hashes;
    slots = new AddressSlot[2 * old.length];
    hashes = new int[2 * old.length];
    for (int i = 0; i < old.length; i++) {
      AddressSlot slot = old[i];
      if (slot != null) {
        insert(slot, oldHashes[i]);
      }
    }
  }

  /** Eight bytes at a time; the last eight may overlap those before. */
  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    long h = length * MIX;
    if (length >= Long.BYTES) {
      for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
        h = mix(h, (long) LONG.get(bytes, i));
      }
      h = mix(h, (long) LONG.get(bytes, to - Long.BYTES));
    } else if (length >= Integer.BYTES) {
      long low = Integer.toUnsignedLong((int) INT.get(bytes, from));
      h = mix(h, (low << 32) | Integer.toUnsignedLong((int) INT.get(bytes, to - Integer.BYTES)));
    } else {
      for (int i = from; i < to; i++) {
        h = mix(h, bytes[i]);
      }
    }
    return (int) (h ^ (h >>> 32));
  }

  private static long mix(long h, long word) {
    return Long.rotateLeft((h ^ word) * MIX, 29);
  }
}
