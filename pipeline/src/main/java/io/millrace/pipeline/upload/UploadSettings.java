package io.millrace.pipeline.upload;

/**
 * How files are taken in.
 *
 * @param chunkBytes about how many bytes of rows become one record of the journal, 1 KiB to 1 MiB
 * @param chunkRows most rows of one record, at least 1
 * @param maxInFlight records that may wait for the journal at a time, at least 1
 * @param maxRejectsKept rejected rows of which the reason is kept, at least 1
 * @param busyTimeoutMs how long to wait in all while the journal takes no bulk data, at least 0
 */
public record UploadSettings(
    int chunkBytes, int chunkRows, int maxInFlight, int maxRejectsKept, long busyTimeoutMs) {
  /** 256 KiB and 5,000 rows, four in flight, a hundred reasons, ten minutes. */
  public static final UploadSettings DEFAULTS =
      new UploadSettings(256 * 1024, 5_000, 4, 100, 600_000);

  public UploadSettings {
    if (chunkBytes < 1024 || chunkBytes > 1 << 20) {
      throw new IllegalArgumentException("A chunk of an upload has 1 KiB to 1 MiB.");
    }
    if (chunkRows < 1 || maxInFlight < 1 || maxRejectsKept < 1 || busyTimeoutMs < 0) {
      throw new IllegalArgumentException("The limits of uploads are at least 1.");
    }
  }
}
