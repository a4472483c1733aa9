package io.millrace.broker.reading;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.state.StatePart;
import io.millrace.broker.subscription.FanOut;
import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.reader.JournalFeed;
import io.millrace.journal.reader.ReaderDefinition;
import io.millrace.journal.reader.ReaderSettings;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.ReaderTask;
import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the live lane: folds it into the durable state, and distributes each block once. Folding
 * may be repeated after a failure; distribution goes by position and is not (law 8).
 *
 * <p>First {@link #catchUp}, then {@link #start}.
 */
public final class LiveReader implements AutoCloseable {
  /** The reader's name in the journal and in its store. */
  public static final String NAME = "mqtt";

  private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private record Waiting(Cursor target, ReadingAction action) {}

  private final List<Integer> partitions;
  private final TappedFeed feed;
  private final ReaderTask<List<StatePart>, Block> task;
  private final FanOut fanOut;
  private final Thread thread =
      Thread.ofPlatform().name("mqtt-reader").daemon().unstarted(this::run);
  private final Queue<Waiting> handedIn = new ConcurrentLinkedQueue<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private Cursor distributed = Cursor.START;
  private volatile boolean stopping;
  private volatile boolean ended;

  /**
   * A reader that has not begun.
   *
   * @param store where the state is; neither opened nor closed here
   * @param checkpointIntervalMs longest time between two commits to the store
   */
  public LiveReader(
      Journal journal,
      ReaderStore store,
      List<StatePart> parts,
      FanOut fanOut,
      long checkpointIntervalMs,
      NanoClock clock) {
    this.partitions = journal.partitions(Lane.LIVE);
    this.feed = new TappedFeed(new JournalFeed(journal, partitions, RecordFilter.ALL));
    this.fanOut = fanOut;
    this.task =
        new ReaderTask<>(
            new ReaderDefinition<>(
                NAME,
                partitions,
                new LagPolicy.Overtaken(),
                feed,
                new FrontFold(List.copyOf(parts)),
                store,
                ReaderSettings.DEFAULT.withCommitIntervalMs(checkpointIntervalMs)),
            journal,
            clock);
  }

  /**
   * Folds what is durable and distributes none of it: live means from now on.
   *
   * @throws MqttException with {@link MqttError#MQTT_STATE_DAMAGED} if the state can't be folded
   */
  public void catchUp() throws InterruptedException {
    while (!feed.takeDrained()) {
      if (!task.step(Duration.ZERO)) {
        throw new MqttException(
            MqttError.MQTT_STATE_DAMAGED,
            "MQTT sessions and retained messages could not be read back: "
                + task.statistics().message());
      }
      pauseWhileRetrying();
    }
    feed.take();
    distributed = task.applied();
  }

  /** Begins to distribute. */
  public void start() {
    thread.start();
  }

  /**
   * Has the reading thread run an action when everything before the cursor has been folded and
   * distributed.
   */
  public void whenCaughtUp(Cursor target, ReadingAction action) {
    handedIn.add(new Waiting(target, action));
    task.wakeup();
    if (ended) {
      endActions();
    }
  }

  private void run() {
    try {
      while (!stopping && step()) {
        pauseWhileRetrying();
      }
    } catch (InterruptedException e) {
      LOG.warn("The MQTT reader was interrupted and stops.");
    } catch (Throwable e) {
      LOG.error("The MQTT reader stops; live subscribers get nothing any more.", e);
    } finally {
      task.close();
      ended = true;
      endActions();
    }
  }

  private boolean step() throws InterruptedException {
    takeIn();
    boolean goesOn = task.step(waiting.isEmpty() ? PATIENCE : Duration.ZERO);
    Block block = feed.take();
    if (block != null && task.state() == ReaderState.RUNNING) {
      distribute(block);
    }
    runActions(feed.takeDrained());
    return goesOn;
  }

  private void takeIn() {
    for (Waiting next = handedIn.poll(); next != null; next = handedIn.poll()) {
      waiting.add(next);
    }
  }

  private void distribute(Block block) throws InterruptedException {
    Block fresh = block.from(distributed.next(block.partition()));
    if (fresh != null) {
      fanOut.distribute(fresh);
      distributed = distributed.with(block.partition(), block.nextOffset());
    }
  }

  /** Offsets have holes, so a cursor may lie beyond all blocks: then drained is far enough. */
  private void runActions(boolean drained) {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (drained || hasPassed(next.target())) {
        all.remove();
        try {
          next.action().run();
        } catch (RuntimeException e) {
          LOG.error("An action of the MQTT reader failed.", e);
        }
      }
    }
  }

  private boolean hasPassed(Cursor target) {
    Cursor applied = task.applied();
    return partitions.stream().allMatch(p -> applied.next(p) >= target.next(p));
  }

  private void pauseWhileRetrying() {
    if (task.state() == ReaderState.RETRYING) {
      LockSupport.parkNanos(this, task.idleTime().toNanos());
    }
  }

  /** Each action leaves the queue once, whoever takes it. */
  private void endActions() {
    for (Waiting next = handedIn.poll(); next != null; next = handedIn.poll()) {
      next.action().readingEnded();
    }
    if (Thread.currentThread().equals(thread)) {
      waiting.forEach(each -> each.action().readingEnded());
      waiting.clear();
    }
  }

  /** How far it is, and how it is doing. */
  public ReaderStatistics statistics() {
    return task.statistics();
  }

  /** Commits and stops. Waits for the thread. */
  @Override
  public void close() {
    stopping = true;
    if (!thread.isAlive()) {
      task.close();
      return;
    }
    task.wakeup();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("The MQTT reader did not stop in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
