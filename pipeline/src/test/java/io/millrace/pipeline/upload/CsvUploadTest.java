package io.millrace.pipeline.upload;

import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.journal.Lane;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.format.csv.CsvDetector;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CsvUploadTest {
  private static final UploadTarget TARGET = new UploadTarget(PRESS, "user:anna", "upload/press");

  private final Plant plant = new Plant();
  private final CsvUpload upload =
      new CsvUpload(
          plant.journal,
          new UploadSettings(1_024, 50, 2, 5, 1_000),
          FormatLimits.DEFAULTS,
          NanoClock.system());

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void a_file_becomes_records_of_the_bulk_lane_each_with_the_header() throws Exception {
    UploadReport report = upload(table(1_000), bytes -> true);
    assertThat(report.accepted()).isEqualTo(1_000);
    assertThat(report.values()).isEqualTo(2_000);
    assertThat(report.kinds())
        .containsEntry("a", Map.of(ValueKind.DOUBLE, 1_000L))
        .containsEntry("b", Map.of(ValueKind.TEXT, 1_000L));
    List<DecodedPart> parts = plant.decode(Lane.BULK);
    assertThat(parts.stream().mapToInt(part -> part.samples().size()).sum()).isEqualTo(2_000);
    assertThat(parts.stream().mapToInt(part -> part.toRecord() - part.fromRecord()).sum())
        .isEqualTo((int) report.records())
        .isGreaterThan(10);
    assertThat(parts.stream().allMatch(part -> part.rejections().isEmpty())).isTrue();
  }

  @Test
  void progress_is_told_and_may_end_the_upload_after_what_was_taken_in() throws Exception {
    List<Long> told = new ArrayList<>();
    UploadReport report =
        upload(
            table(1_000),
            bytes -> {
              told.add(bytes);
              return told.size() < 3;
            });
    assertThat(told).hasSize(3).isSorted();
    assertThat(report.accepted()).isPositive().isLessThan(1_000);
    assertThat(plant.decode(Lane.BULK).stream().mapToInt(part -> part.samples().size()).sum())
        .isEqualTo((int) report.values());
  }

  @Test
  void bad_rows_are_counted_the_first_of_them_with_line_and_reason_and_none_is_taken_in()
      throws Exception {
    StringBuilder file = new StringBuilder(table(200));
    for (int i = 0; i < 8; i++) {
      file.append("never,").append(i).append(",x\n");
    }
    UploadReport report = upload(file.toString(), bytes -> true);
    assertThat(report.accepted()).isEqualTo(200);
    assertThat(report.rejected()).isEqualTo(8);
    assertThat(report.rejects()).hasSize(5);
    assertThat(report.rejects().getFirst().line()).isEqualTo(202);
    assertThat(report.rejects().getFirst().reason()).contains("'never' is not a time");
    assertThat(plant.decode(Lane.BULK).stream().allMatch(part -> part.rejections().isEmpty()))
        .as("what was acknowledged can be decoded")
        .isTrue();
  }

  @Test
  void a_stray_quote_costs_one_row_and_not_the_rest_of_the_file() throws Exception {
    String file = table(100) + "2026-11-20T09:00:00Z,\"5,x\n" + rows(100);
    UploadReport report = upload(file, bytes -> true);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(200);
    assertThat(report.rejects().getFirst().line()).isEqualTo(102);
  }

  @Test
  void a_file_without_the_column_of_times_is_refused_as_a_whole() {
    CsvDetection how = detect(table(3));
    assertThatExceptionOfType(PipelineException.class)
        .isThrownBy(
            () ->
                upload.upload(
                    new ByteArrayInputStream("x,y\n1,2\n".getBytes(UTF_8)),
                    how,
                    TARGET,
                    bytes -> true))
        .satisfies(e -> assertThat(e.code()).isEqualTo(PipelineError.UPLOAD_UNREADABLE));
    assertThat(plant.blocks(Lane.BULK)).isEmpty();
  }

  @Test
  void a_dry_run_reports_the_same_and_appends_nothing() throws Exception {
    String file = table(300) + "never,1,x\n";
    UploadReport dry =
        upload.dryRun(new ByteArrayInputStream(file.getBytes(UTF_8)), detect(file), bytes -> true);
    assertThat(plant.blocks(Lane.BULK)).isEmpty();
    UploadReport real = upload(file, bytes -> true);
    assertThat(dry.records()).isZero();
    assertThat(dry.accepted()).isEqualTo(real.accepted());
    assertThat(dry.rejects()).isEqualTo(real.rejects());
    assertThat(dry.kinds()).isEqualTo(real.kinds());
    assertThat(dry.times()).isEqualTo(real.times());
  }

  private UploadReport upload(String file, LongPredicate goesOn) throws Exception {
    return upload.upload(
        new ByteArrayInputStream(file.getBytes(UTF_8)), detect(file), TARGET, goesOn);
  }

  private static CsvDetection detect(String file) {
    return CsvDetector.detect(file.getBytes(UTF_8), true, ZoneOffset.UTC);
  }

  private static String table(int count) {
    return "time,a,b\n" + rows(count);
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append(
          "2026-11-20T%02d:%02d:%02dZ,%d,s%d\n".formatted(i / 3600, i / 60 % 60, i % 60, i, i % 3));
    }
    return rows.toString();
  }
}
