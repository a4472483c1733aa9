package io.millrace.demo.past;

import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.gateway.Link;
import io.millrace.demo.payload.Message;
import io.millrace.demo.payload.PayloadBuffer;
import io.millrace.demo.payload.SeriesEncoder;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Makes past data day by day on the calling thread and sends it over a few connections. Each
 * channel keeps to one connection, so that its samples arrive in order. What is stored is
 * remembered in the {@link Watermarks}; what is sent twice all the same, the server drops as
 * duplicates, since equal scenarios make equal values.
 */
public final class PastLoader {
  private static final int LANES = 2;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Target target;
  private final HttpSender sender;
  private final Link link;
  private final Watermarks watermarks;
  private final SplittableGenerator random;
  private final Consumer<PastProgress> onProgress;

  /**
   * A loader.
   *
   * @param link whether the line is there
   * @param onProgress told after each body and at the end, from several threads
   */
  public PastLoader(
      Target target,
      HttpSender sender,
      Link link,
      Watermarks watermarks,
      SplittableGenerator random,
      Consumer<PastProgress> onProgress) {
    this.target = target;
    this.sender = sender;
    this.link = link;
    this.watermarks = watermarks;
    this.random = random;
    this.onProgress = onProgress;
  }

  /**
   * Sends a span of each channel, and returns when all of it is stored.
   *
   * @param simulation nobody else's, on a day not after that of the first span
   * @param spans by channel; empty ones are left out
   * @throws InterruptedException if somebody wants us to stop; the watermarks say how far we came
   */
  public void load(Simulation simulation, Map<Channel, Span> spans) throws InterruptedException {
    Map<Channel, Span> open = new HashMap<>(spans);
    open.values().removeIf(span -> span.fromMs() >= span.toMs());
    long totalMs = open.values().stream().mapToLong(span -> span.toMs() - span.fromMs()).sum();
    Account account = new Account(totalMs);
    List<BulkLane> lanes = lanes(account);
    try {
      if (!open.isEmpty()) {
        sendDays(simulation, open, lanes);
      }
      for (BulkLane lane : lanes) {
        lane.finish();
      }
    } finally {
      lanes.forEach(BulkLane::abort);
    }
    onProgress.accept(account.progress(true));
  }

  private List<BulkLane> lanes(Account account) {
    List<BulkLane> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      BulkLane lane = new BulkLane("past-" + i, sender, target, link, random.split(), account);
      lane.start();
      lanes.add(lane);
    }
    return lanes;
  }

  private static void sendDays(Simulation simulation, Map<Channel, Span> open, List<BulkLane> lanes)
      throws InterruptedException {
    long fromMs = open.values().stream().mapToLong(Span::fromMs).min().orElseThrow();
    long toMs = open.values().stream().mapToLong(Span::toMs).max().orElseThrow();
    List<SeriesEncoder> encoders = encoders(simulation, open);
    simulation.goTo(fromMs);
    while (true) {
      for (int i = 0; i < encoders.size(); i++) {
        SeriesEncoder encoder = encoders.get(i);
        Span span = open.getOrDefault(encoder.channel(), new Span(0, 0));
        sendDay(simulation, encoder, span, lanes.get(i % lanes.size()));
      }
      if (simulation.toMs() >= toMs) {
        return;
      }
      simulation.nextDay();
    }
  }

  private static List<SeriesEncoder> encoders(Simulation simulation, Map<Channel, Span> open) {
    PayloadBuffer buffer = new PayloadBuffer(BUFFER_BYTES);
    return open.keySet().stream()
        .sorted(Comparator.comparing(Channel::topic))
        .map(
            channel ->
                new SeriesEncoder(
                    simulation, channel, simulation.story().conditionOf(channel.gateway()), buffer))
        .toList();
  }

  private static void sendDay(
      Simulation simulation, SeriesEncoder encoder, Span span, BulkLane lane)
      throws InterruptedException {
    long fromMs = Math.max(span.fromMs(), simulation.fromMs());
    long toMs = Math.min(span.toMs(), simulation.toMs());
    if (fromMs >= toMs) {
      return;
    }
    List<Message> bodies = new ArrayList<>();
    long before = encoder.samples();
    encoder.encode(fromMs, toMs, bodies::add);
    for (Message body : bodies) {
      lane.put(new BulkJob.Post(encoder.channel(), body));
    }
    lane.put(new BulkJob.Note(encoder.channel(), encoder.samples() - before, toMs - fromMs, toMs));
  }

  /** Counts what the lanes have done. */
  private final class Account implements BulkLane.Listener {
    private final long totalMs;
    private final AtomicLong coveredMs = new AtomicLong();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong refusedBodies = new AtomicLong();

    Account(long totalMs) {
      this.totalMs = totalMs;
    }

    @Override
    public void stored(BulkJob.Post post) {
      bytes.addAndGet(post.body().payload().length);
      onProgress.accept(progress(false));
    }

    @Override
    public void refused(BulkJob.Post post) {
      refusedBodies.incrementAndGet();
      onProgress.accept(progress(false));
    }

    @Override
    public void noted(BulkJob.Note note) {
      samples.addAndGet(note.samples());
      coveredMs.addAndGet(note.lengthMs());
      watermarks.stored(note.channel(), note.throughMs());
    }

    PastProgress progress(boolean done) {
      double share = totalMs == 0 ? 1 : (double) coveredMs.get() / totalMs;
      return new PastProgress(share, samples.get(), bytes.get(), refusedBodies.get(), done);
    }
  }
}
