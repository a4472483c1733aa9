package io.millrace.app.wiring;

import io.millrace.history.blob.BlobStore;
import io.millrace.pipeline.decode.BlobSink;

/** Keeps the bytes of records with history. */
record StoredBlobs(BlobStore blobs) implements BlobSink {
  @Override
  public String store(String mediaType, byte[] content) {
    return blobs.put(content).toString();
  }

  @Override
  public void sync() {
    blobs.sync();
  }
}
