package io.millrace.pipeline.decode;

/**
 * Takes the bytes of waveforms, images, arrays and files. Storing the same bytes again changes
 * nothing, so that decoding may be repeated. Thread-safe.
 */
public interface BlobSink {
  /**
   * Stores the bytes, so that they can be read at once; durable they are after {@link #sync}.
   *
   * @param mediaType what they are
   * @param content taken over
   * @return their address, which depends on the content alone
   */
  String store(String mediaType, byte[] content);

  /**
   * Makes durable what was stored before this call; history does so before a checkpoint that names
   * it. What is only in memory has nothing to do.
   */
  default void sync() {}
}
