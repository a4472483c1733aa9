package io.millrace.web.upload;

import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.upload.UploadReport;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One upload. Guarded by its own lock; {@link #snapshot} is for everybody else. */
final class UploadJob {
  final UUID id;
  final UploadOrder order;
  final Path file;
  final long bytes;
  final long createdAtNs;
  private UploadState state = UploadState.CHECKING;
  private CsvDetection reading;
  private long bytesRead;
  private @Nullable UploadReport check;
  private @Nullable UploadReport result;
  private String message = "";

  UploadJob(
      UUID id, UploadOrder order, Path file, long bytes, CsvDetection reading, long createdAtNs) {
    this.id = id;
    this.order = order;
    this.file = file;
    this.bytes = bytes;
    this.reading = reading;
    this.createdAtNs = createdAtNs;
  }

  /** An upload as it is at one moment. */
  record Snapshot(
      UUID id,
      UploadOrder order,
      long bytes,
      long createdAtNs,
      UploadState state,
      CsvDetection reading,
      double share,
      @Nullable UploadReport check,
      @Nullable UploadReport result,
      String message) {}

  synchronized Snapshot snapshot() {
    double share =
        switch (state) {
          case CHECKED, DONE -> 1;
          case CHECKING, RUNNING, FAILED, CANCELLED ->
              bytes == 0 ? 0 : Math.min(1, (double) bytesRead / bytes);
        };
    return new Snapshot(
        id, order, bytes, createdAtNs, state, reading, share, check, result, message);
  }

  synchronized UploadState state() {
    return state;
  }

  synchronized CsvDetection reading() {
    return reading;
  }

  /** Whether the work goes on; told how much was read. */
  synchronized boolean progress(long read) {
    bytesRead = read;
    return !state.isOver();
  }

  /** Goes from one state to another; false if it is in none of these. */
  synchronized boolean go(UploadState to, UploadState... from) {
    for (UploadState each : from) {
      if (state == each) {
        state = to;
        bytesRead = 0;
        return true;
      }
    }
    return false;
  }

  synchronized void readAs(CsvDetection other) {
    reading = other;
    check = null;
  }

  synchronized void checked(UploadReport report) {
    check = report;
    go(UploadState.CHECKED, UploadState.CHECKING);
  }

  /** What was taken in, be it that somebody stopped it. */
  synchronized void ended(UploadReport report) {
    result = report;
    go(UploadState.DONE, UploadState.RUNNING);
  }

  synchronized void failed(String why) {
    if (go(UploadState.FAILED, UploadState.CHECKING, UploadState.RUNNING)) {
      message = why;
    }
  }
}
