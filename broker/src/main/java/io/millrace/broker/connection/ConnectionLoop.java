package io.millrace.broker.connection;

import io.millrace.broker.codec.LargePacketBudget;
import io.millrace.broker.intake.Intake;
import io.millrace.broker.settings.FlowLimits;
import io.millrace.broker.subscription.DeliveryLoop;
import io.millrace.journal.Journal;
import io.millrace.model.time.NanoClock;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the connections of one event loop share. Confined to the loop, but for its creation. */
public final class ConnectionLoop {
  private static final long SWEEP_MS = 500;

  private final EventLoop executor;
  private final Intake intake;
  private final LargePacketBudget largePackets;
  private final DeliveryLoop deliveries;
  private final PublishEncoder encoder;
  private final LoopCounters counters = new LoopCounters();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final NanoClock clock;
  private long outboundBytes;

  /** A loop without connections. */
  public ConnectionLoop(EventLoop executor, Journal journal, FlowLimits limits, NanoClock clock) {
    this.executor = executor;
    this.clock = clock;
    this.intake = new Intake(journal, executor, limits.unacknowledgedBytesPerLoop());
    this.largePackets = new LargePacketBudget(limits.largePacketBytes());
    this.deliveries = new DeliveryLoop(executor);
    this.encoder = new PublishEncoder(clock);
    executor.scheduleAtFixedRate(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long nowNs = clock.monotonicNs();
    for (Connection connection : List.copyOf(connections)) {
      try {
        connection.sweep(nowNs);
      } catch (RuntimeException e) {
        connection.failed(e);
      }
    }
    counters.publish();
  }

  /** The thread, as a queue of tasks. */
  public EventLoop executor() {
    return executor;
  }

  /** The way into the journal. */
  public Intake intake() {
    return intake;
  }

  /** What has been counted. */
  public LoopCounters counters() {
    return counters;
  }

  NanoClock clock() {
    return clock;
  }

  LargePacketBudget largePackets() {
    return largePackets;
  }

  DeliveryLoop deliveries() {
    return deliveries;
  }

  PublishEncoder encoder() {
    return encoder;
  }

  void add(Connection connection) {
    connections.add(connection);
  }

  void remove(Connection connection) {
    connections.remove(connection);
  }

  /** The connections, as they are now. */
  public List<Connection> connections() {
    return List.copyOf(connections);
  }

  /** Bytes that wait for clients of this loop to read them, about. */
  long outboundBytes() {
    return outboundBytes;
  }

  void addOutboundBytes(long more) {
    outboundBytes += more;
  }
}
