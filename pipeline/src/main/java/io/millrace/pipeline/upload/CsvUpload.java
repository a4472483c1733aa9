package io.millrace.pipeline.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.MillraceException;
import io.millrace.model.record.FormatAttributes;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.format.csv.CsvFormat;
import io.millrace.pipeline.format.csv.CsvRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes a CSV file of any size into the bulk lane: reads it once, keeps a few chunks in memory, and
 * appends each chunk of good rows, with the header, as one record. Rows that cannot be read are
 * reported and not taken in, so everything that is acknowledged can be decoded. A dry run does the
 * same without appending. Each upload on one thread.
 */
public final class CsvUpload {
  private static final int MAX_HEADER_CHARACTERS = 1 << 20;
  private static final long FIRST_WAIT_MS = 50;
  private static final long LONGEST_WAIT_MS = 2_000;

  private final Journal journal;
  private final UploadSettings settings;
  private final FormatLimits limits;
  private final NanoClock clock;

  /** Uploads to a journal. */
  public CsvUpload(Journal journal, UploadSettings settings, FormatLimits limits, NanoClock clock) {
    this.journal = journal;
    this.settings = settings;
    // A chunk may hold nothing but bad rows; they are counted here, not refused as a whole.
    this.limits =
        new FormatLimits(
            limits.maxValues(),
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            limits.maxDepth(),
            limits.maxPathBytes(),
            limits.maxTextBytes(),
            limits.maxRecordBytes(),
            limits.maxStoredRecords(),
            Integer.MAX_VALUE);
    this.clock = clock;
  }

  /**
   * Reads a file and says what would happen.
   *
   * @param how how it is written
   * @param goesOn told the bytes read so far, now and then; may say no more to stop
   */
  public UploadReport dryRun(InputStream file, CsvDetection how, LongPredicate goesOn)
      throws IOException, InterruptedException {
    return new Run(how, null, goesOn).run(file);
  }

  /**
   * Takes a file in. When it returns, everything that it reports as accepted is durable.
   *
   * @throws PipelineException with {@link PipelineError#UPLOAD_UNREADABLE}; nothing was taken in
   * @throws MillraceException as the journal fails; what came before the failure was taken in, and
   *     uploading the file again yields duplicates of it, which history knows as such
   */
  public UploadReport upload(
      InputStream file, CsvDetection how, UploadTarget target, LongPredicate goesOn)
      throws IOException, InterruptedException {
    return new Run(how, target, goesOn).run(file);
  }

  /** A chunk on its way into the journal. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Sent(byte[] table, CompletableFuture<Cursor> done) {}

  /** One file. */
  private final class Run {
    private final CsvDetection how;
    private final @Nullable UploadTarget target;
    private final LongPredicate goesOn;
    private final char delimiter;
    private final PayloadParser parser;
    private final TableCheck check = new TableCheck();
    private final List<String> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final List<UploadReport.Reject> rejects = new ArrayList<>();
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final Map<String, String> attributes = new HashMap<>();
    private String header = "";
    private int chunkCharacters;
    private long total;
    private long accepted;
    private long rejected;
    private long records;
    private long waitedMs;

    Run(CsvDetection how, @Nullable UploadTarget target, LongPredicate goesOn) {
      this.how = how;
      this.target = target;
      this.goesOn = goesOn;
      FormatOptions options = new FormatOptions(how.options());
      this.parser = new CsvFormat().parser(options, limits);
      this.delimiter = options.character("delimiter", ',');
      attributes.put(FormatAttributes.FORMAT, CsvFormat.NAME);
      how.options().forEach((name, value) -> attributes.put(FormatAttributes.option(name), value));
    }

    UploadReport run(InputStream file) throws IOException, InterruptedException {
      CountingStream counted = new CountingStream(file);
      RowReader reader =
          new RowReader(
              new BufferedReader(new InputStreamReader(counted, how.charset())),
              CsvRows.MAX_ROW_CHARACTERS);
      readHeader(reader);
      for (String row = reader.next(); row != null; row = reader.next()) {
        if (row.isBlank()) {
          continue;
        }
        total++;
        if (!reader.isWhole()) {
          reject(reader.line(), "The row's quotes do not close, or it is too long.");
          continue;
        }
        rows.add(row);
        lines.add(reader.line());
        chunkCharacters += row.length() + 1;
        if (chunkCharacters >= settings.chunkBytes() || rows.size() >= settings.chunkRows()) {
          chunk();
          if (!goesOn.test(counted.count())) {
            break;
          }
        }
      }
      chunk();
      while (!inFlight.isEmpty()) {
        awaitOldest();
      }
      return new UploadReport(
          total,
          accepted,
          check.values(),
          rejected,
          rejects,
          check.times(),
          check.kinds(),
          counted.count(),
          records);
    }

    private void readHeader(RowReader reader) throws IOException {
      if (!how.hasHeader()) {
        header = CsvRows.join(how.columns(), delimiter);
      } else {
        String first = reader.next();
        if (first == null || first.length() > MAX_HEADER_CHARACTERS) {
          throw new PipelineException(PipelineError.UPLOAD_UNREADABLE, "The file has no header.");
        }
        header = first.startsWith("\uFEFF") ? first.substring(1) : first;
      }
      try {
        check.beginChunk();
        parse(List.of());
      } catch (FormatException e) {
        throw new PipelineException(
            PipelineError.UPLOAD_UNREADABLE, String.valueOf(e.getMessage()), e);
      }
    }

    private byte[] table(List<String> body) {
      StringBuilder text = new StringBuilder(header.length() + chunkCharacters + 2);
      text.append(header).append('\n');
      body.forEach(row -> text.append(row).append('\n'));
      return text.toString().getBytes(UTF_8);
    }

    private byte[] parse(List<String> body) {
      byte[] table = table(body);
      parser.parse(table, 0, table.length, clock.nowNs(), check);
      return table;
    }

    /**
     * Checks the rows alone for what is wrong with each, and then counts and appends what is left.
     */
    private void chunk() throws InterruptedException {
      if (rows.isEmpty()) {
        return;
      }
      dropBadRows();
      if (!rows.isEmpty()) {
        check.beginChunk();
        byte[] table = parse(rows);
        accepted += rows.size();
        append(table);
      }
      rows.clear();
      lines.clear();
      chunkCharacters = 0;
    }

    private void dropBadRows() {
      Set<Integer> bad = new HashSet<>();
      for (int i = 0; i < rows.size(); i++) {
        String row = rows.get(i);
        boolean suspicious = row.indexOf('"') >= 0;
        if (suspicious && !isOneRow(row)) {
          reject(lines.get(i), "The row is not CSV.");
          bad.add(i);
        }
      }
      removeRows(bad);
      bad.clear();
      TableCheck probe = new TableCheck();
      byte[] table = table(rows);
      FormatException whole = null;
      try {
        parser.parse(table, 0, table.length, clock.nowNs(), probe);
      } catch (FormatException e) {
        whole = e;
      }
      if (probe.rejected().isEmpty() && whole == null) {
        return;
      }
      // Line numbers of the errors are those of the chunk: find the rows again one by one.
      for (int i = 0; i < rows.size(); i++) {
        FormatException error = errorOf(rows.get(i));
        if (error != null) {
          reject(lines.get(i), withoutPlace(error));
          bad.add(i);
        }
      }
      removeRows(bad);
    }

    private boolean isOneRow(String row) {
      int[] found = {0};
      CsvRows.split(
          row,
          delimiter,
          new CsvRows.Handler() {
            @Override
            public void row(long line, List<String> fields) {
              found[0]++;
            }

            @Override
            public void broken(long line, String why) {
              found[0] = -1;
            }
          });
      return found[0] == 1;
    }

    private @Nullable FormatException errorOf(String row) {
      byte[] table = table(List.of(row));
      try {
        parser.parse(table, 0, table.length, clock.nowNs(), new TableCheck());
        return null;
      } catch (FormatException e) {
        return e;
      }
    }

    private static String withoutPlace(FormatException e) {
      return String.valueOf(e.getMessage()).replaceFirst(", in line \\d+", "");
    }

    private void removeRows(Set<Integer> bad) {
      if (bad.isEmpty()) {
        return;
      }
      List<String> goodRows = new ArrayList<>();
      List<Long> goodLines = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (!bad.contains(i)) {
          goodRows.add(rows.get(i));
          goodLines.add(lines.get(i));
        }
      }
      rows.clear();
      rows.addAll(goodRows);
      lines.clear();
      lines.addAll(goodLines);
    }

    private void reject(long line, String reason) {
      rejected++;
      if (rejects.size() < settings.maxRejectsKept()) {
        rejects.add(new UploadReport.Reject(line, reason));
      }
    }

    private void append(byte[] table) throws InterruptedException {
      UploadTarget to = target;
      if (to == null) {
        return;
      }
      while (inFlight.size() >= settings.maxInFlight()) {
        awaitOldest();
      }
      inFlight.add(new Sent(table, send(to, table)));
      records++;
    }

    private CompletableFuture<Cursor> send(UploadTarget to, byte[] table) {
      RecordBatch batch = new RecordBatch(Lane.BULK);
      batch.add(
          new Origin(to.source(), to.principal(), 0, "upload"),
          new Channel(to.channel(), "text/csv"),
          clock.nowNs(),
          0,
          table);
      batch.attributesOfLast(attributes);
      return journal.append(batch);
    }

    /** Bulk waits when readers lag (law 7): the journal says so, and the file has time. */
    private void awaitOldest() throws InterruptedException {
      Sent oldest = inFlight.removeFirst();
      CompletableFuture<Cursor> done = oldest.done();
      UploadTarget to = target;
      for (long waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs)) {
        try {
          done.join();
          return;
        } catch (CompletionException e) {
          boolean busy =
              e.getCause() instanceof MillraceException failure
                  && failure.code().category() == ErrorCategory.TRY_LATER;
          if (!busy || to == null || waitedMs >= settings.busyTimeoutMs()) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
          }
        }
        pause(waitMs);
        done = send(to, oldest.table());
      }
    }

    private void pause(long ms) throws InterruptedException {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(ms));
      if (Thread.interrupted()) {
        throw new InterruptedException("The upload was interrupted.");
      }
      waitedMs += ms;
    }
  }
}
