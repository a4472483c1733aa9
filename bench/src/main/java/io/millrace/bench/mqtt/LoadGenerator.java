package io.millrace.bench.mqtt;

import io.millrace.bench.mqtt.LoadResult.LatencyMs;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts a plan's load on a server and measures. Everything happens on the calling thread, and
 * nothing is allocated per message.
 *
 * <p>Acknowledgements are looked for every half millisecond at most, so that a server which sends
 * them one by one does not wake the generator for each. That wait counts as latency: figures err
 * against the server.
 */
public final class LoadGenerator {
  private static final long NS_PER_MS = 1_000_000;
  private static final long CONNECT_TIMEOUT_MS = 30_000;
  private static final long DRAIN_MS = 5_000;
  private static final long CLOSED_LOOP_WAIT_MS = 50;
  private static final long MAX_NAP_NS = 500_000;
  private static final long GATHER_NS_PER_MESSAGE = 200;

  private final LoadPlan plan;
  private final LoadTally tally = new LoadTally();
  private final ProcessCpu server;
  private final ProcessCpu self = new ProcessCpu(ProcessHandle.current().pid());
  private final List<LoadClient> clients = new ArrayList<>();
  private OfferSchedule schedule;

  /**
   * A generator for one run.
   *
   * @param serverPid process whose processor time is measured; 0 for none
   */
  public LoadGenerator(LoadPlan plan, long serverPid) {
    this.plan = plan;
    this.server = new ProcessCpu(serverPid);
    this.schedule = scheduleFromNow();
  }

  private OfferSchedule scheduleFromNow() {
    LoadPlan.Traffic traffic = plan.traffic();
    return new OfferSchedule(System.nanoTime(), traffic.messagesPerS(), traffic.connections());
  }

  /**
   * Connects, warms up, measures, waits for what is outstanding, disconnects.
   *
   * @throws IOException when the server refuses or closes a connection
   */
  public LoadResult run() throws IOException {
    try (Selector selector = Selector.open()) {
      connectAll(selector);
      schedule = scheduleFromNow();
      turn(selector, plan.times().warmupMs(), true);
      tally.measure(true);
      double selfBefore = self.seconds();
      double serverBefore = server.seconds();
      long startNs = System.nanoTime();
      turn(selector, plan.times().durationMs(), true);
      tally.measure(false);
      double seconds = (System.nanoTime() - startNs) / 1e9;
      double millions = Math.max(1, tally.acknowledged()) / 1e6;
      double selfCpuS = self.seconds() - selfBefore;
      double serverCpuS = server.seconds() - serverBefore;
      turn(selector, DRAIN_MS, false);
      for (LoadClient client : clients) {
        client.disconnect();
      }
      return new LoadResult(
          tally.acknowledged(),
          tally.acknowledged() / seconds,
          tally.refusals(),
          tally.outstanding(),
          LatencyMs.of(tally.latencyNs()),
          selfCpuS / millions,
          serverCpuS / millions);
    }
  }

  private void connectAll(Selector selector) throws IOException {
    for (int i = 0; i < plan.traffic().connections(); i++) {
      SocketChannel socket = SocketChannel.open(plan.target().server());
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.configureBlocking(false);
      SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
      LoadClient client = new LoadClient(i, plan, tally, socket, key);
      key.attach(client);
      clients.add(client);
      client.connect();
    }
    long deadlineNs = System.nanoTime() + CONNECT_TIMEOUT_MS * NS_PER_MS;
    while (!clients.stream().allMatch(LoadClient::isConnected)) {
      if (System.nanoTime() > deadlineNs) {
        throw new IOException("The server did not answer every CONNECT within 30 s.");
      }
      selector.select(CLOSED_LOOP_WAIT_MS);
      serve(selector, false);
    }
  }

  /** Turns for some time; while draining it stops early when nothing is outstanding. */
  private void turn(Selector selector, long ms, boolean publishing) throws IOException {
    long endNs = System.nanoTime() + ms * NS_PER_MS;
    if (publishing) {
      publishAll();
    }
    while (System.nanoTime() < endNs && (publishing || tally.outstanding() > 0)) {
      if (publishing && plan.traffic().isOpenLoop()) {
        awaitTick(selector);
        serve(selector, false);
        publishAll();
      } else {
        LockSupport.parkNanos(Math.min(MAX_NAP_NS, tally.outstanding() * GATHER_NS_PER_MESSAGE));
        selector.select(CLOSED_LOOP_WAIT_MS);
        serve(selector, publishing);
      }
    }
  }

  private void awaitTick(Selector selector) throws IOException {
    long nowNs = System.nanoTime();
    LockSupport.parkNanos(Math.min(schedule.nextTickNs(nowNs) - nowNs, MAX_NAP_NS));
    selector.selectNow();
  }

  private void publishAll() throws IOException {
    long nowNs = System.nanoTime();
    long wallClockMs = System.currentTimeMillis();
    for (LoadClient client : clients) {
      client.publish(schedule, nowNs, wallClockMs);
    }
  }

  private void serve(Selector selector, boolean publishing) throws IOException {
    long wallClockMs = System.currentTimeMillis();
    for (SelectionKey key : selector.selectedKeys()) {
      LoadClient client = (LoadClient) key.attachment();
      long nowNs = System.nanoTime();
      if (key.isReadable()) {
        client.read(nowNs);
      }
      client.flush();
      if (publishing) {
        client.publish(schedule, nowNs, wallClockMs);
      }
    }
    selector.selectedKeys().clear();
  }
}
