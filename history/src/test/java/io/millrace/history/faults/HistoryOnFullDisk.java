package io.millrace.history.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.OpenedHistory;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.store.rocksdb.RocksResources;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** What {@link FullDiskTest} has a process of its own do. */
final class HistoryOnFullDisk {
  private static final int PART = 20_000;
  private static final long START_NS = OpenedHistory.at("2026-11-01T00:00:00Z");

  private final DiskFaults disk;
  private final OpenedHistory history;
  private final int point;
  private int written;

  private HistoryOnFullDisk(DiskFaults disk, OpenedHistory history) {
    this.disk = disk;
    this.history = history;
    this.point = history.point(ValueKind.DOUBLE);
  }

  /** Argument: the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    DiskFaults disk = DiskFaults.ofThisProcess();
    try (RocksResources resources = new RocksResources()) {
      try (OpenedHistory history = new OpenedHistory(resources.open(folder))) {
        new HistoryOnFullDisk(disk, history).play();
      }
      try (OpenedHistory history = new OpenedHistory(resources.open(folder))) {
        HistoryOnFullDisk again = new HistoryOnFullDisk(disk, history);
        assertThat(again.readable()).isEqualTo(4 * PART);
        assertThat(history.history().cursor()).isEqualTo("4".getBytes(StandardCharsets.UTF_8));
      }
    }
    System.out.println("passed");
  }

  private void play() {
    write();
    history.checkpoint("1");
    disk.budget(0);
    write();
    assertCheckpointFails("2");
    assertThat(readable()).isEqualTo(written);
    write();
    assertCheckpointFails("3");
    assertThat(readable()).isEqualTo(written);
    assertThat(history.history().cursor()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
    disk.budget(-1);
    write();
    history.checkpoint("4");
    assertThat(readable()).isEqualTo(written);
  }

  private void write() {
    for (int i = 0; i < PART; i++) {
      history.write(point, START_NS + written * Times.SECOND, Math.sin(written));
      written++;
    }
  }

  private void assertCheckpointFails(String cursor) {
    try {
      history.checkpoint(cursor);
    } catch (CompletionException e) {
      assertThat(e.getCause())
          .isInstanceOfSatisfying(
              HistoryException.class,
              cause -> assertThat(cause.code()).isEqualTo(HistoryError.HISTORY_DISK_FULL));
      return;
    }
    throw new AssertionError("A full disk took a checkpoint.");
  }

  private int readable() {
    return history
        .reader()
        .range(point, new RangeRequest(OpenedHistory.ALWAYS, false, 100_000, null))
        .samples()
        .size();
  }
}
