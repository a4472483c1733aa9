package io.millrace.history.blob;

import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.Deletion;
import io.millrace.history.OpenedHistory;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {
  private static final long MAX_BYTES = 4 << 20;

  @TempDir Path folder;

  private static byte[] content(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static HistoryError codeOf(Throwable e) {
    return (HistoryError) ((HistoryException) e).code();
  }

  @Test
  void a_waveform_comes_back_by_the_hash_of_its_content() throws IOException {
    BlobStore blobs = new BlobStore(folder, MAX_BYTES);
    byte[] waveform = content(1, 3 << 20);
    BlobAddress address = blobs.put(waveform);
    assertThat(address).isEqualTo(BlobAddress.of(waveform));
    assertThat(BlobAddress.parse(address.toString())).isEqualTo(address);
    assertThat(blobs.read(address)).isEqualTo(waveform);
    blobs.sync();
    BlobStore reopened = new BlobStore(folder, MAX_BYTES);
    assertThat(reopened.read(address)).isEqualTo(waveform);
    assertThat(reopened.size(address)).isEqualTo(waveform.length);
    try (InputStream stream = reopened.open(address)) {
      assertThat(stream.readAllBytes()).isEqualTo(waveform);
    }
  }

  @Test
  void the_same_content_is_kept_once_however_it_comes() throws IOException {
    BlobStore blobs = new BlobStore(folder, MAX_BYTES);
    byte[] image = content(2, 100_000);
    BlobAddress address = blobs.put(image);
    assertThat(blobs.put(new ByteArrayInputStream(image))).isEqualTo(address);
    assertThat(blobs.put(image)).isEqualTo(address);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void what_was_not_made_durable_before_a_crash_is_as_if_it_had_never_come() {
    BlobStore blobs = new BlobStore(folder, MAX_BYTES);
    BlobAddress kept = blobs.put(content(8, 100));
    blobs.sync();
    BlobAddress lost = blobs.put(content(9, 100));
    BlobStore reopened = new BlobStore(folder, MAX_BYTES);
    assertThat(reopened.read(kept)).hasSize(100);
    assertThatThrownBy(() -> reopened.read(lost))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(HistoryError.HISTORY_BLOB_NOT_FOUND));
    assertThat(reopened.put(content(9, 100))).isEqualTo(lost);
    reopened.sync();
    assertThat(new BlobStore(folder, MAX_BYTES).read(lost)).hasSize(100);
  }

  @Test
  void what_is_too_large_is_refused_and_leaves_nothing_behind() throws IOException {
    BlobStore blobs = new BlobStore(folder, 1000);
    assertThatThrownBy(() -> blobs.put(content(3, 1001)))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(HistoryError.HISTORY_BLOB_TOO_LARGE));
    assertThatThrownBy(() -> blobs.put(new ByteArrayInputStream(content(3, 200_000))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(HistoryError.HISTORY_BLOB_TOO_LARGE));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void what_is_missing_or_damaged_is_called_so() throws IOException {
    BlobStore blobs = new BlobStore(folder, MAX_BYTES);
    BlobAddress address = blobs.put(content(4, 5000));
    blobs.sync();
    Path file = folder.resolve(address.sha256().substring(0, 2)).resolve(address.sha256());
    byte[] changed = Files.readAllBytes(file);
    changed[77] ^= 1;
    Files.write(file, changed);
    assertThatThrownBy(() -> blobs.read(address))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(HistoryError.HISTORY_BLOB_DAMAGED));
    BlobAddress unknown = BlobAddress.of(new byte[] {1});
    assertThatThrownBy(() -> blobs.read(unknown))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(HistoryError.HISTORY_BLOB_NOT_FOUND));
  }

  @Test
  void a_sweep_keeps_what_records_name_and_what_is_new() {
    BlobStore blobs = new BlobStore(folder, MAX_BYTES);
    BlobAddress stored = blobs.put(content(5, 100));
    BlobAddress waiting = blobs.put(content(6, 100));
    BlobAddress deleted = blobs.put(content(7, 100));
    blobs.sync();
    try (OpenedHistory history = new OpenedHistory()) {
      int vibration = history.point(ValueKind.RECORD);
      int level = history.point(ValueKind.DOUBLE);
      long timeNs = at("2026-11-20T08:00:00Z");
      history.writeText(vibration, ValueKind.RECORD, timeNs, "{\"content\":\"" + stored + "\"}");
      history.writeText(
          vibration, ValueKind.RECORD, timeNs + 5, "{\"content\":\"" + deleted + "\"}");
      history.checkpoint("");
      history.writeText(
          vibration, ValueKind.RECORD, timeNs - 1, "{\"content\":\"" + waiting + "\"}");
      history
          .history()
          .delete(new Deletion(vibration, new TimeRange(timeNs + 1, timeNs + 9), 0, true));
      BlobSweep sweep = new BlobSweep(history.reader(), blobs, NanoClock.system());
      int[] points = {vibration, level};
      assertThat(sweep.run(points, Times.HOUR)).isEqualTo(new BlobSweep.Outcome(3, 0, 0));
      assertThat(sweep.run(points, -Times.HOUR)).isEqualTo(new BlobSweep.Outcome(2, 1, 100));
      assertThat(blobs.read(stored)).hasSize(100);
      assertThat(blobs.read(waiting)).hasSize(100);
    }
  }
}
