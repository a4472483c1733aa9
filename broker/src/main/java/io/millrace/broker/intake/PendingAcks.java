package io.millrace.broker.intake;

import io.millrace.journal.JournalException;
import java.util.Arrays;

/**
 * The acknowledgements of one connection that wait for durability, in the order of the packets
 * [MQTT-4.6.0-2], and how many bytes are not durable yet. Confined to the connection's event loop.
 */
public final class PendingAcks {
  private static final int[] NONE = {};
  private static final int FIRST_CAPACITY = 16;

  /** What an acknowledgement counts: a flood of packets without a payload has a limit too. */
  private static final int ACK_BYTES = 8;

  private final Acknowledger owner;
  private int[] gathering = NONE;
  private int gatheringCount;
  private int gatheringBytes;
  private boolean inRound;
  private int[] appending = NONE;
  private int appendingCount;
  private int appendingBytes;

  /** Nothing is pending yet. */
  public PendingAcks(Acknowledger owner) {
    this.owner = owner;
  }

  /** Bytes of this connection, with its acknowledgements', that are not durable yet. */
  public int unacknowledgedBytes() {
    return gatheringBytes + appendingBytes + ACK_BYTES * (gatheringCount + appendingCount);
  }

  Acknowledger owner() {
    return owner;
  }

  /** Marks the connection as part of the round; whether it was not yet. */
  boolean enterRound() {
    boolean entered = !inRound;
    inRound = true;
    return entered;
  }

  void addBytes(int bytes) {
    gatheringBytes += bytes;
  }

  void addAck(int ack) {
    if (gatheringCount == gathering.length) {
      gathering = Arrays.copyOf(gathering, Math.max(FIRST_CAPACITY, 2 * gathering.length));
    }
    gathering[gatheringCount++] = ack;
  }

  /** The round is handed to the journal; the next one begins. */
  void append() {
    int[] free = appending;
    appending = gathering;
    appendingCount = gatheringCount;
    appendingBytes = gatheringBytes;
    gathering = free;
    gatheringCount = 0;
    gatheringBytes = 0;
    inRound = false;
  }

  void durable() {
    int count = settle();
    owner.acknowledge(appending, count);
  }

  void failed(JournalException why) {
    int count = settle();
    owner.withhold(appending, count, why);
  }

  private int settle() {
    int count = appendingCount;
    appendingCount = 0;
    appendingBytes = 0;
    return count;
  }
}
