package io.millrace.broker.session;

import java.util.BitSet;

/** Packet identifiers, 1 to 65,535. Not thread-safe. */
public final class PacketIdSet {
  private final BitSet ids = new BitSet();

  /** Adds; whether it was not there. */
  public boolean add(int id) {
    boolean added = !ids.get(id);
    ids.set(id);
    return added;
  }

  /** Removes; whether it was there. */
  public boolean remove(int id) {
    boolean removed = ids.get(id);
    ids.clear(id);
    return removed;
  }

  /** Whether it is there. */
  public boolean contains(int id) {
    return ids.get(id);
  }

  /** How many there are. */
  public int size() {
    return ids.cardinality();
  }

  /** As {@link #of} takes them. */
  public byte[] toBytes() {
    return ids.toByteArray();
  }

  /** What {@link #toBytes} gave. */
  public static PacketIdSet of(byte[] bytes) {
    PacketIdSet set = new PacketIdSet();
    set.ids.or(BitSet.valueOf(bytes));
    return set;
  }
}
