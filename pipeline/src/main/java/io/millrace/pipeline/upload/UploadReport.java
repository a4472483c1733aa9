package io.millrace.pipeline.upload;

import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an upload did; or, of a dry run, what it would do.
 *
 * @param rows rows of the file, without its header
 * @param accepted rows that are taken in
 * @param values values in them
 * @param rejected rows that are not, because they cannot be read
 * @param rejects the first of these with their reasons
 * @param times from the first to after the last source time; null if no row was accepted
 * @param kinds by path: how many values of which kind
 * @param bytes bytes of the file that were read
 * @param records records that were appended to the journal; 0 for a dry run
 */
public record UploadReport(
    long rows,
    long accepted,
    long values,
    long rejected,
    List<Reject> rejects,
    @Nullable TimeRange times,
    SortedMap<String, Map<ValueKind, Long>> kinds,
    long bytes,
    long records) {
  /**
   * A row that cannot be read.
   *
   * @param line where it begins in the file, from 1
   */
  public record Reject(long line, String reason) {}
}
