package io.millrace.demo.past;

import io.millrace.demo.gateway.Backoff;
import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.gateway.Link;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection for past data: posts bodies in order and does not give up on one until the server
 * has stored it or refused it for good. Runs on a virtual thread of its own.
 */
final class BulkLane {
  private static final Logger LOG = LoggerFactory.getLogger(BulkLane.class);
  private static final int WAITING_JOBS = 1;
  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(15);
  private static final long LOOK_AT_LINK_EVERY_MS = 100;

  /** Told what became of a job, on the lane's thread. */
  interface Listener {
    void stored(BulkJob.Post post);

    void refused(BulkJob.Post post);

    void noted(BulkJob.Note note);
  }

  private final BlockingQueue<BulkJob> jobs = new ArrayBlockingQueue<>(WAITING_JOBS);
  private final HttpSender sender;
  private final Target target;
  private final Link link;
  private final Backoff backoff;
  private final Listener listener;
  private final Thread thread;
  private boolean refusalTold;

  BulkLane(
      String name,
      HttpSender sender,
      Target target,
      Link link,
      RandomGenerator random,
      Listener listener) {
    this.sender = sender;
    this.target = target;
    this.link = link;
    this.backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), random);
    this.listener = listener;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits until there is room for the job. */
  void put(BulkJob job) throws InterruptedException {
    jobs.put(job);
  }

  /** Waits until all jobs are done, and ends. */
  void finish() throws InterruptedException {
    jobs.put(new BulkJob.End());
    thread.join();
  }

  /** Ends at once; jobs that are not done are forgotten. */
  void abort() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        switch (jobs.take()) {
          case BulkJob.Post post -> {
            if (deliver(post)) {
              listener.stored(post);
            } else {
              listener.refused(post);
            }
          }
          case BulkJob.Note note -> listener.noted(note);
          case BulkJob.End end -> {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      // Somebody aborted us.
    }
  }

  /** Whether the server has stored the body; false if it never will. */
  private boolean deliver(BulkJob.Post post) throws InterruptedException {
    String gateway = post.channel().gateway();
    URI uri = target.ingest(post.body().topic());
    while (true) {
      while (!link.isUp()) {
        Thread.sleep(LOOK_AT_LINK_EVERY_MS);
      }
      try {
        HttpSender.Result result =
            sender.post(
                uri, post.body().contentType(), target.token(gateway), post.body().payload());
        switch (result) {
          case HttpSender.Result.Stored stored -> {
            backoff.succeeded();
            return true;
          }
          case HttpSender.Result.Later(long afterMs) -> Thread.sleep(afterMs);
          case HttpSender.Result.Unauthorised(int status) -> waitForToken(gateway, status);
          case HttpSender.Result.Refused(int status, String detail) -> {
            LOG.error(
                "Past data of {} was refused with status {}: {}",
                post.body().topic(),
                status,
                detail);
            return false;
          }
        }
      } catch (IOException e) {
        Thread.sleep(backoff.failedMs());
      }
    }
  }

  private void waitForToken(String gateway, int status) throws InterruptedException {
    if (!refusalTold) {
      refusalTold = true;
      LOG.error(
          "The server refused the token of {} for past data (HTTP status {}). Its entry in the"
              + " credentials file must be one that this server issued.",
          gateway,
          status);
    }
    Thread.sleep(REFUSED_PAUSE);
  }
}
