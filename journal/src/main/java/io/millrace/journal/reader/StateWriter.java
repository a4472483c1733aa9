package io.millrace.journal.reader;

/** Takes changes of one reader's state. Arrays are taken over and must not change afterwards. */
public interface StateWriter {
  /** The key has this value from now on. */
  void put(byte[] key, byte[] value);

  /** The key has no value any more. */
  void delete(byte[] key);
}
