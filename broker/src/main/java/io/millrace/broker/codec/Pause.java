package io.millrace.broker.codec;

/** Why a connection is not read from for now. Several can hold at the same time. */
public enum Pause {
  /** CONNECT is being answered; what follows it waits. */
  CONNECTING,
  /** Too many bytes of this connection are not durable yet. */
  UNACKNOWLEDGED,
  /** Too many bytes of the whole event loop are not durable yet. */
  LOOP_UNACKNOWLEDGED,
  /** The client sends more than its rate. */
  RATE,
  /** The client does not read what is sent to it. */
  OUTBOUND,
  /** A large packet waits for its share of the memory that all large packets have together. */
  LARGE_PACKET,
  /** The connection is ending. */
  CLOSING;

  int bit() {
    return 1 << ordinal();
  }
}
