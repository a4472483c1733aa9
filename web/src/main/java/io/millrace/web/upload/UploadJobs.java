package io.millrace.web.upload;

import io.millrace.model.error.MillraceException;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.pipeline.format.csv.CsvDetection;
import io.millrace.pipeline.format.csv.CsvDetector;
import io.millrace.pipeline.upload.CsvUpload;
import io.millrace.pipeline.upload.UploadReport;
import io.millrace.pipeline.upload.UploadTarget;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.stream.JobProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads and their work, one file at a time in the background. Thread-safe. Files wait in a folder
 * that belongs to this object alone; what an earlier process left there is removed.
 */
public final class UploadJobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadJobs.class);
  private static final int MAX_JOBS = 100;
  private static final int MAX_WAITING = 8;
  private static final int HEAD_BYTES = 64 * 1024;
  private static final long PATIENCE_NS = Times.DAY;
  private static final int STOP_TIMEOUT_S = 10;

  private final CsvUpload uploads;
  private final Path folder;
  private final IdGenerator ids;
  private final NanoClock clock;
  private final ConcurrentMap<UUID, UploadJob> jobs = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("uploads").factory());

  /**
   * Jobs without any yet.
   *
   * @param folder for the files; made if it is not there, and emptied
   */
  public UploadJobs(CsvUpload uploads, Path folder, IdGenerator ids, NanoClock clock) {
    this.uploads = uploads;
    this.folder = folder;
    this.ids = ids;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.upload")) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder for uploads cannot be used: " + folder, e);
    }
  }

  /**
   * Takes a file from the network and begins to check it.
   *
   * @param zone for times that name no offset
   * @throws WebException with {@code STATE_CONFLICT} if too many wait already
   * @throws MillraceException as {@link CsvDetector#detect} if it is no table
   * @throws IOException if the client or the disk fails
   */
  UploadJob.Snapshot add(UploadOrder order, InputStream body, ZoneId zone) throws IOException {
    makeRoom();
    UUID id = ids.next();
    Path file = folder.resolve(id + ".upload");
    boolean kept = false;
    try {
      long bytes = Files.copy(body, file);
      UploadJob job = new UploadJob(id, order, file, bytes, detect(file, bytes, zone), now());
      jobs.put(id, job);
      kept = true;
      worker.execute(() -> check(job));
      return job.snapshot();
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }

  private long now() {
    return clock.nowNs();
  }

  private static CsvDetection detect(Path file, long bytes, ZoneId zone) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD_BYTES);
      return CsvDetector.detect(head, head.length == bytes, zone);
    }
  }

  private synchronized void makeRoom() {
    List<UploadJob> all = new ArrayList<>(jobs.values());
    all.sort(Comparator.comparingLong(job -> job.createdAtNs));
    for (UploadJob job : all) {
      if (job.state() == UploadState.CHECKED && now() - job.createdAtNs > PATIENCE_NS) {
        cancel(job);
      }
      if (job.state().isOver() && jobs.size() >= MAX_JOBS) {
        jobs.remove(job.id);
      }
    }
    long waiting = jobs.values().stream().filter(job -> !job.state().isOver()).count();
    if (waiting >= MAX_WAITING) {
      throw new WebException(
          WebError.STATE_CONFLICT,
          "There are " + MAX_WAITING + " uploads that are not over. Start or cancel one of them.");
    }
  }

  private void check(UploadJob job) {
    work(
        job,
        in -> {
          UploadReport report = uploads.dryRun(in, job.reading(), job::progress);
          job.checked(report);
          if (job.order.startsAlone() && report.rejected() == 0 && report.accepted() > 0) {
            start(job);
          }
        });
  }

  private void take(UploadJob job) {
    UploadOrder order = job.order;
    work(
        job,
        in ->
            job.ended(
                uploads.upload(
                    in,
                    job.reading(),
                    new UploadTarget(order.source(), order.principal(), order.channel()),
                    job::progress)));
    removeFile(job);
  }

  /** Does something with a file. */
  private interface FileWork {
    void run(InputStream in) throws IOException, InterruptedException;
  }

  private static void work(UploadJob job, FileWork work) {
    if (job.state().isOver()) {
      return;
    }
    try (InputStream in = Files.newInputStream(job.file)) {
      work.run(in);
    } catch (InterruptedException e) {
      job.failed("The server stops.");
      Thread.currentThread().interrupt();
    } catch (MillraceException e) {
      job.failed(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("Upload {} failed.", job.id, e);
      job.failed("The file could not be read or taken in. The log says why.");
    }
  }

  /**
   * Begins to take a file in.
   *
   * @throws WebException with {@code STATE_CONFLICT} unless it was checked
   */
  UploadJob.Snapshot start(UploadJob job) {
    if (!job.go(UploadState.RUNNING, UploadState.CHECKED)) {
      throw new WebException(
          WebError.STATE_CONFLICT, "The upload is " + job.state() + "; only a checked one starts.");
    }
    worker.execute(() -> take(job));
    return job.snapshot();
  }

  /**
   * Checks a file again, read in another way.
   *
   * @throws WebException with {@code STATE_CONFLICT} unless it waits to be started
   */
  UploadJob.Snapshot readAs(UploadJob job, CsvDetection reading) {
    if (!job.go(UploadState.CHECKING, UploadState.CHECKED)) {
      throw new WebException(
          WebError.STATE_CONFLICT,
          "The upload is " + job.state() + "; only a checked one can be read in another way.");
    }
    job.readAs(reading);
    worker.execute(() -> check(job));
    return job.snapshot();
  }

  /** Stops an upload; what was taken in before stays. Does nothing to one that is over. */
  UploadJob.Snapshot cancel(UploadJob job) {
    boolean waits = job.state() == UploadState.CHECKED;
    boolean stopped =
        job.go(
            UploadState.CANCELLED, UploadState.CHECKING, UploadState.CHECKED, UploadState.RUNNING);
    if (stopped && waits) {
      removeFile(job);
    } else if (stopped) {
      worker.execute(() -> removeFile(job));
    }
    return job.snapshot();
  }

  private static void removeFile(UploadJob job) {
    try {
      Files.deleteIfExists(job.file);
    } catch (IOException e) {
      LOG.warn("The file of upload {} could not be removed.", job.id, e);
    }
  }

  /** An upload; empty if there is none, or it was forgotten. */
  Optional<UploadJob> find(OrganisationId organisation, UUID id) {
    @Nullable UploadJob job = jobs.get(id);
    return job == null || !job.order.organisation().equals(organisation)
        ? Optional.empty()
        : Optional.of(job);
  }

  /** All uploads of an organisation, the newest first. */
  List<UploadJob> all(OrganisationId organisation) {
    return jobs.values().stream()
        .filter(job -> job.order.organisation().equals(organisation))
        .sorted(Comparator.comparingLong((UploadJob job) -> job.createdAtNs).reversed())
        .toList();
  }

  /** How far they are, for the event stream. */
  public List<JobProgress> progress() {
    return jobs.values().stream().map(UploadJob::snapshot).map(UploadJobs::progressOf).toList();
  }

  private static JobProgress progressOf(UploadJob.Snapshot job) {
    String state =
        switch (job.state()) {
          case CHECKING, RUNNING -> "RUNNING";
          case CHECKED, DONE -> "DONE";
          case FAILED -> "FAILED";
          case CANCELLED -> "STOPPED";
        };
    return new JobProgress(
        job.id().toString(),
        job.state() == UploadState.CHECKING || job.state() == UploadState.CHECKED
            ? "upload-check"
            : "upload",
        job.order().principal(),
        state,
        job.share(),
        job.message().isEmpty() ? null : job.message());
  }

  /** Stops all work; what was taken in stays. */
  @Override
  public void close() {
    jobs.values().forEach(job -> job.failed("The server stops."));
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
        LOG.error("An upload did not stop within {} s.", STOP_TIMEOUT_S);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    jobs.values().forEach(UploadJobs::removeFile);
  }
}
