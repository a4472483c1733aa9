package io.millrace.journal.reader.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Keys of the state database: reader's name, 0, kind, then the key within that kind. */
final class StateKeys {
  private static final byte CURSOR = 'c';
  private static final byte LOSS = 'l';
  private static final byte STATE = 's';

  private final byte[] name;

  StateKeys(String reader) {
    this.name = reader.getBytes(UTF_8);
    if (name.length == 0 || reader.indexOf(0) >= 0) {
      throw new IllegalArgumentException("A reader's name is not empty and holds no NUL.");
    }
  }

  byte[] cursor() {
    return prefix(CURSOR, 0).array();
  }

  byte[] losses() {
    return prefix(LOSS, 0).array();
  }

  byte[] loss(long number) {
    return prefix(LOSS, Long.BYTES).putLong(number).array();
  }

  byte[] state(byte[] key) {
    return prefix(STATE, key.length).put(key).array();
  }

  /** The number that {@link #loss} put into a key. */
  long lossNumber(byte[] key) {
    return ByteBuffer.wrap(key).getLong(name.length + 2);
  }

  /** What {@link #state} was given. */
  byte[] stateKey(byte[] key) {
    byte[] own = new byte[key.length - name.length - 2];
    System.arraycopy(key, name.length + 2, own, 0, own.length);
    return own;
  }

  private ByteBuffer prefix(byte kind, int room) {
    return ByteBuffer.allocate(name.length + 2 + room).put(name).put((byte) 0).put(kind);
  }
}
