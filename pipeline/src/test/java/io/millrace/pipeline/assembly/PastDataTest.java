package io.millrace.pipeline.assembly;

import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Lane;
import io.millrace.model.id.PointId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.format.csv.CsvDetector;
import io.millrace.pipeline.upload.UploadReport;
import io.millrace.pipeline.upload.UploadTarget;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of past data, from the dry run to history. */
class PastDataTest {
  private static final UploadTarget TARGET = new UploadTarget(PRESS, "user:anna", "upload/oven");
  private static final byte[] FILE = file();

  @TempDir private Path folder;
  private Station station;
  private PointId temperature;

  @BeforeEach
  void open() {
    station = new Station(folder);
    temperature =
        station.bind(
            PRESS, TARGET.channel(), "temperature", PointTraits.undefined(ValueKind.DOUBLE));
  }

  @AfterEach
  void close() {
    station.close();
  }

  @Test
  void a_dry_run_says_what_would_happen_and_changes_nothing() throws Exception {
    CsvDetection how = CsvDetector.detect(FILE, true, ZoneOffset.UTC);
    UploadReport report =
        station.pipeline().uploads().dryRun(new ByteArrayInputStream(FILE), how, bytes -> true);
    assertThat(report.rows()).isEqualTo(33);
    assertThat(report.accepted()).isEqualTo(31);
    assertThat(report.rejects()).extracting(UploadReport.Reject::line).containsExactly(32L, 33L);
    assertThat(report.kinds()).containsOnlyKeys("state", "temperature");
    assertThat(report.records()).isZero();
    for (int partition : station.journal().partitions(Lane.BULK)) {
      assertThat(station.journal().durableEnd().next(partition)).isZero();
    }
    assertThat(station.samples(temperature)).isEmpty();
  }

  @Test
  void law5_an_upload_goes_through_the_bulk_lane_into_history_and_does_not_move_latest()
      throws Exception {
    station.sendValue(PRESS, TARGET.channel(), "temperature", 0, "25");
    CsvDetection how = CsvDetector.detect(FILE, true, ZoneOffset.UTC);
    UploadReport report =
        station
            .pipeline()
            .uploads()
            .upload(new ByteArrayInputStream(FILE), how, TARGET, bytes -> true);
    assertThat(report.accepted()).isEqualTo(31);
    assertThat(report.bytes()).isEqualTo(FILE.length);
    assertThat(station.samples(temperature))
        .hasSize(32)
        .startsWith("0.5@-3600", "1.5@-3590")
        .endsWith("29.5@-3310", "25.0@0", "23.5@0!40000400");
    assertThat(station.latest(temperature)).isEqualTo("25.0@0");
    assertThat(station.pipeline().accounts().total(PRESS).bulk()).isEqualTo(1);
    assertThat(station.pipeline().live().source(PRESS).messages()).isEqualTo(1);
  }

  /** A row each ten seconds, two that cannot be read, and one whose time has not come yet. */
  private static byte[] file() {
    StringBuilder rows = new StringBuilder("time,temperature,state\n");
    for (int i = 0; i < 30; i++) {
      rows.append("2026-11-20T07:0%d:%d0Z,%d.5,RUN\n".formatted(i / 6, i % 6, i));
    }
    return rows.append("2026-11-20T07:30:00Z,oops\"never closed,RUN\n")
        .append("yesterday,22.5,STOP\n")
        .append("2026-11-20T09:00:00Z,23.5,RUN\n")
        .toString()
        .getBytes(UTF_8);
  }
}
