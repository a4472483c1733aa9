package io.millrace.journal.rocksdb;

import java.util.Arrays;

/** Streams by source and channel: open addressing, since this is asked for each record. */
final class StreamTable {
  private static final long EMPTY = -1;

  private long[] keys = new long[1024];
  private int[] streamOfSlot = new int[1024];
  private int[] sourceOf = new int[512];
  private int[] channelOf = new int[512];
  private int[] recordsOf = new int[512];
  private int size;

  StreamTable() {
    Arrays.fill(keys, EMPTY);
  }

  void clear() {
    Arrays.fill(keys, EMPTY);
    Arrays.fill(recordsOf, 0);
    size = 0;
  }

  /** The stream of a source and a channel, which has one record more. */
  int count(int source, int channel) {
    int stream = find(source, channel);
    recordsOf[stream]++;
    return stream;
  }

  private int find(int source, int channel) {
    long key = ((long) source << 32) | channel;
    int slot = slot(key);
    while (keys[slot] != key) {
      if (keys[slot] == EMPTY) {
        return add(key, source, channel);
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return streamOfSlot[slot];
  }

  private int slot(long key) {
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (keys.length - 1);
  }

  private int add(long key, int source, int channel) {
    if (2 * size >= keys.length) {
      grow();
    }
    int stream = size++;
    sourceOf[stream] = source;
    channelOf[stream] = channel;
    put(key, stream);
    return stream;
  }

  private void put(long key, int stream) {
    int slot = slot(key);
    while (keys[slot] != EMPTY) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    streamOfSlot[slot] = stream;
  }

  private void grow() {
    int slots = 2 * keys.length;
    keys = new long[slots];
    Arrays.fill(keys, EMPTY);
    streamOfSlot = new int[slots];
    sourceOf = Arrays.copyOf(sourceOf, slots / 2);
    channelOf = Arrays.copyOf(channelOf, slots / 2);
    recordsOf = Arrays.copyOf(recordsOf, slots / 2);
    for (int s = 0; s < size; s++) {
      put(((long) sourceOf[s] << 32) | channelOf[s], s);
    }
  }

  int size() {
    return size;
  }

  int source(int stream) {
    return sourceOf[stream];
  }

  int channel(int stream) {
    return channelOf[stream];
  }

  int records(int stream) {
    return recordsOf[stream];
  }
}
