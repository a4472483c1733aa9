package io.millrace.broker.connection;

import io.millrace.broker.codec.PacketFramer;
import io.millrace.broker.codec.Pause;
import io.millrace.broker.settings.FlowLimits;
import io.millrace.model.time.NanoClock;
import java.util.concurrent.TimeUnit;

/**
 * Holds a client to its messages and bytes per second: who is faster is not read for a while, and
 * loses nothing. Confined to the connection's event loop.
 */
final class InboundRate {
  private final ConnectionLoop loop;
  private final PacketFramer framer;
  private final NanoClock clock;
  private final RateLimit packets;
  private final RateLimit bytes;
  private boolean waiting;
  private boolean ended;

  InboundRate(ConnectionLoop loop, PacketFramer framer, FlowLimits limits, NanoClock clock) {
    this.loop = loop;
    this.framer = framer;
    this.clock = clock;
    long nowNs = clock.monotonicNs();
    this.packets = new RateLimit(limits.messagesPerS(), nowNs);
    this.bytes = new RateLimit(limits.bytesPerS(), nowNs);
  }

  void countBytes(int count, long nowNs) {
    if (!bytes.take(count, nowNs)) {
      slowDown();
    }
  }

  void countPacket(long nowNs) {
    if (!packets.take(1, nowNs)) {
      slowDown();
    }
  }

  private void slowDown() {
    if (!waiting && debtNs() > 0) {
      waiting = true;
      loop.counters().throttled++;
      framer.pause(Pause.RATE);
      await();
    }
  }

  private void await() {
    long debtNs = debtNs();
    if (debtNs > 0 && !ended) {
      loop.executor().schedule(this::await, debtNs, TimeUnit.NANOSECONDS);
    } else {
      waiting = false;
      framer.resume(Pause.RATE);
    }
  }

  private long debtNs() {
    long nowNs = clock.monotonicNs();
    return Math.max(packets.debtNs(nowNs), bytes.debtNs(nowNs));
  }

  /** The connection has ended: nothing is waited for any more. */
  void end() {
    ended = true;
  }
}
