package io.millrace.web.upload;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.ValueKind;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload of past data. */
public record UploadView(
    UUID id,
    SourceId source,
    @Field("Under which name its columns are addresses of the source.") String channel,
    @Field("Who uploads.") String by,
    Instant createdAt,
    UploadState state,
    @Field(value = "How much of what it is doing is done.", min = 0, max = 1) double share,
    @Field("Length of the file.") long bytes,
    @Field("How the file seems to be written.") ReadingView reading,
    @Field("What would happen; absent until that is known.") @Nullable UploadReportView check,
    @Field("What happened; absent until it is over.") @Nullable UploadReportView result,
    @Field("What went wrong; absent if nothing did.") @Nullable String message) {
  /** How a file is read. */
  public record ReadingView(
      @Field("Its encoding.") String charset,
      @Field("Whether its first row names the columns; if not, they are numbered from 1.")
          boolean hasHeader,
      List<String> columns,
      @Field("delimiter, decimal, time-column, time-format, zone, layout and so on.")
          Map<String, String> options,
      @Field("What could be understood in another way too.") List<String> doubts,
      @Field("A few rows.") List<List<String>> firstRows) {}

  /** What an upload did, or would do. */
  public record UploadReportView(
      @Field("Rows of the file, without its header.") long rows,
      @Field("Rows that are taken in.") long accepted,
      @Field("Values in them.") long values,
      @Field("Rows that are not, because they cannot be read.") long rejected,
      @Field("The first of these.") List<RejectedRow> rejects,
      @Field("First source time; absent if no row is accepted.") @Nullable Instant from,
      @Field("After the last source time.") @Nullable Instant to,
      @Field("Where the values go.") List<UploadColumn> columns,
      @Field("Records that were appended to the journal; 0 for a check.") long records) {}

  /** A row that cannot be read. */
  public record RejectedRow(
      @Field("Where it begins in the file, from 1.") long line, @Field("Why.") String reason) {}

  /** What becomes of the values of one path. */
  public record UploadColumn(
      @Field("The path within the channel: the column's name, as a rule.") String path,
      @Field("How many values of which kind.") Map<ValueKind, Long> kinds,
      Fate fate,
      @Field("The point that they belong to; absent unless bound.") @Nullable PointId point,
      @Field("Its name.") @Nullable String pointName) {}

  /** What becomes of values. */
  public enum Fate {
    /** They belong to a point. */
    BOUND,
    /** They become an unmapped point that a person can adopt. */
    UNMAPPED,
    /** The source's policy sends them to quarantine. */
    QUARANTINE
  }
}
