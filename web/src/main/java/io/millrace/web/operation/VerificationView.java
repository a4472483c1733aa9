package io.millrace.web.operation;

import io.millrace.history.query.VerifyReport;
import io.millrace.model.id.PointId;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verification of what history has stored. */
public record VerificationView(
    Instant startedAt,
    @Field("RUNNING, DONE, FAILED or STOPPED.") String state,
    @Field(value = "How many of the points were begun.", min = 0, max = 1) double share,
    @Field("Why it failed, or that it was stopped; absent otherwise.") @Nullable String message,
    @Field("What was found; absent until it is over.") @Nullable VerificationReport report) {
  /** What was found. */
  public record VerificationReport(
      long points,
      @Field("Chunks that were read.") long chunks,
      long samples,
      @Field("How much is damaged.") long damageCount,
      @Field("The first thousand.") List<DamagedPoint> damages,
      @Field("False if it was stopped.") boolean complete) {
    static VerificationReport of(VerifyReport report) {
      return new VerificationReport(
          report.points(),
          report.chunks(),
          report.samples(),
          report.damageCount(),
          report.damages().stream()
              .map(
                  each ->
                      new DamagedPoint(
                          each.point(),
                          ApiTime.of(each.damage().fromNs()),
                          ApiTime.of(each.damage().toNs()),
                          each.damage().message()))
              .toList(),
          report.isComplete());
    }
  }

  /** Something damaged. */
  public record DamagedPoint(
      PointId point,
      @Field("Time of the first of its samples.") Instant from,
      @Field("Time of the last.") Instant to,
      @Field("What is wrong.") String message) {}
}
