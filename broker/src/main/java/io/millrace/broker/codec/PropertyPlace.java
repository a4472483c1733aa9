package io.millrace.broker.codec;

/** Where a client may give properties. */
enum PropertyPlace {
  CONNECT,
  WILL,
  PUBLISH,
  /** PUBACK, PUBREC, PUBREL and PUBCOMP. */
  ACKNOWLEDGEMENT,
  SUBSCRIBE,
  UNSUBSCRIBE,
  DISCONNECT,
  AUTH;

  int bit() {
    return 1 << ordinal();
  }
}
