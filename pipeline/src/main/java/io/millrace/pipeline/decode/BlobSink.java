package io.millrace.pipeline.decode;

/**
 * Takes the bytes of waveforms, images, arrays and files. Storing the same bytes again changes
 * nothing, so that decoding may be repeated. Thread-safe.
 */
public interface BlobSink {
  /**
   * Stores the bytes.
   *
   * @param mediaType what they are
   * @param content taken over
   * @return their address, which depends on the content alone
   */
  String store(String mediaType, byte[] content);
}
