package io.millrace.broker.codec;

/** Why a connection is not read from for now. Several can hold at the same time. */
public enum Pause {
  /** CONNECT is being answered; what follows it waits. */
  CONNECTING(0x01),
  /** Too many bytes of this connection are not durable yet. */
  UNACKNOWLEDGED(0x02),
  /** Too many bytes of the whole event loop are not durable yet. */
  LOOP_UNACKNOWLEDGED(0x04),
  /** The client sends more than its rate. */
  RATE(0x08),
  /** The client does not read what is sent to it. */
  OUTBOUND(0x10),
  /** A large packet waits for its share of the memory that all large packets have together. */
  LARGE_PACKET(0x20),
  /** The connection is ending. */
  CLOSING(0x40);

  private final int bit;

  Pause(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
