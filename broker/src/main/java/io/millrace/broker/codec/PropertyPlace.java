package io.millrace.broker.codec;

/** Where a client may give properties. */
enum PropertyPlace {
  CONNECT(0x01),
  WILL(0x02),
  PUBLISH(0x04),
  /** PUBACK, PUBREC, PUBREL and PUBCOMP. */
  ACKNOWLEDGEMENT(0x08),
  SUBSCRIBE(0x10),
  UNSUBSCRIBE(0x20),
  DISCONNECT(0x40),
  AUTH(0x80);

  private final int bit;

  PropertyPlace(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
