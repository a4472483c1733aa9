package io.millrace.demo.run;

import io.millrace.demo.error.DemoException;
import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.gateway.Link;
import io.millrace.demo.gateway.Outbox;
import io.millrace.demo.past.PastLoader;
import io.millrace.demo.past.PastProgress;
import io.millrace.demo.past.Target;
import io.millrace.demo.past.Watermarks;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.story.Span;
import io.millrace.demo.story.Story;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the server has the plant's past: sends what is missing when the plant starts and
 * when it was asleep, and remembers how far the server has everything. Works on a thread of its
 * own.
 */
public final class PastKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PastKeeper.class);
  private static final long SAVE_EVERY_S = 2;

  /**
   * A gateway's newest message may be newer than some of another channel that it still collects.
   */
  private static final long OVERLAP_MS = 10_000;

  private final Plant plant;
  private final Scenario scenario;
  private final PlantSettings settings;
  private final Watermarks watermarks;
  private final PastLoader loader;
  private final Map<String, Outbox> outboxes;
  private final BlockingQueue<Map<Channel, Span>> tasks = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofVirtual().name("past").unstarted(this::run);
  private volatile PastProgress progress = new PastProgress(0, 0, 0, 0, false);
  private volatile boolean complete;
  private long savedNs = System.nanoTime();
  private int toldTenths;

  PastKeeper(
      Plant plant,
      PlantState state,
      PlantSettings settings,
      Credentials credentials,
      HttpSender sender,
      Link link,
      Map<String, Outbox> outboxes,
      SplittableGenerator random) {
    this.plant = plant;
    this.scenario = state.scenario();
    this.settings = settings;
    this.watermarks = new Watermarks(state.storedThroughMs());
    this.outboxes = outboxes;
    this.loader =
        new PastLoader(
            new Target(settings.http(), credentials.tokens()),
            sender,
            link,
            watermarks,
            random,
            this::onProgress);
  }

  /** Begins to send what is missing before the present. */
  void start(long nowMs, Story story) {
    Map<Channel, Span> spans = new HashMap<>();
    for (Channel channel : plant.channels()) {
      long liveFromMs = story.conditionOf(channel.gateway()).bufferedSinceMs(nowMs);
      long storedMs = watermarks.of(channel, 0) - OVERLAP_MS;
      long missingFromMs = Math.max(storedMs, scenario.historyFromMs());
      spans.put(channel, new Span(missingFromMs, liveFromMs));
    }
    tasks.add(spans);
    thread.start();
  }

  /** Sends a span that nobody has measured live. */
  void sendSkipped(long fromMs, long toMs) {
    Map<Channel, Span> spans = new HashMap<>();
    plant.channels().forEach(channel -> spans.put(channel, new Span(fromMs, toMs)));
    tasks.add(spans);
  }

  private void run() {
    try {
      while (true) {
        Map<Channel, Span> spans = tasks.poll(SAVE_EVERY_S, TimeUnit.SECONDS);
        if (spans != null) {
          send(spans);
        }
        save();
      }
    } catch (InterruptedException e) {
      // Somebody closed us.
    }
  }

  private void send(Map<Channel, Span> spans) throws InterruptedException {
    complete = false;
    long startedNs = System.nanoTime();
    loader.load(new Simulation(plant, scenario), spans);
    complete = tasks.isEmpty();
    LOG.info(
        "Past data is complete: {} samples in {} s.",
        progress.samples(),
        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - startedNs) / 1e9));
  }

  private synchronized void onProgress(PastProgress now) {
    progress = now;
    if (System.nanoTime() - savedNs > TimeUnit.SECONDS.toNanos(SAVE_EVERY_S)) {
      save();
    }
    int tenths = (int) (now.share() * 10);
    if (now.done()) {
      toldTenths = 0;
    } else if (tenths > toldTenths) {
      toldTenths = tenths;
      LOG.info("Past data: {} %, {} samples.", tenths * 10, now.samples());
    }
  }

  /** How far the server has the past. */
  public PastProgress progress() {
    return progress;
  }

  /**
   * Writes the state. Once the past is complete, a channel is stored as far as its gateway has
   * delivered.
   */
  private synchronized void save() {
    savedNs = System.nanoTime();
    if (complete) {
      for (Channel channel : plant.channels()) {
        Outbox outbox = outboxes.get(channel.gateway());
        if (outbox != null) {
          watermarks.stored(channel, outbox.state().deliveredThroughMs());
        }
      }
    }
    try {
      new PlantState(scenario, watermarks.byTopic()).save(settings.folder());
    } catch (DemoException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    save();
  }
}
