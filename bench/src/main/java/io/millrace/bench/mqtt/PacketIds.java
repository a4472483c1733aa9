package io.millrace.bench.mqtt;

/** The free packet identifiers 1 to n, given out in turn so that none is used again at once. */
final class PacketIds {
  private final int[] ring;
  private int first;
  private int free;

  PacketIds(int count) {
    ring = new int[count];
    for (int i = 0; i < count; i++) {
      ring[i] = i + 1;
    }
    free = count;
  }

  int free() {
    return free;
  }

  int take() {
    int id = ring[first];
    first = first + 1 == ring.length ? 0 : first + 1;
    free--;
    return id;
  }

  void give(int id) {
    int at = first + free;
    ring[at < ring.length ? at : at - ring.length] = id;
    free++;
  }
}
