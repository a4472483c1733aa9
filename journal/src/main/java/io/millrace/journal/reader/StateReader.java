package io.millrace.journal.reader;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The committed state of one reader, by key. */
public interface StateReader {
  /** The value of the key; null if there is none. */
  byte @Nullable [] get(byte[] key);

  /** Calls back with every key that begins with the prefix, and its value, in order of the keys. */
  void scan(byte[] prefix, BiConsumer<byte[], byte[]> each);
}
