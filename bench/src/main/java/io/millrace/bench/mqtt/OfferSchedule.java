package io.millrace.bench.mqtt;

/**
 * When each message of an offered load is due. Time is cut into ticks of a millisecond; the
 * messages of a tick are due together at its beginning, dealt out to the clients in turn. A
 * message's latency counts from then, also when the client could send it only later (no coordinated
 * omission).
 */
final class OfferSchedule {
  static final long TICK_NS = 1_000_000;
  private static final double NS_PER_S = 1e9;

  private final long startNs;
  private final double messagesPerTick;
  private final int clients;

  OfferSchedule(long startNs, long messagesPerS, int clients) {
    this.startNs = startNs;
    this.messagesPerTick = messagesPerS * (TICK_NS / NS_PER_S);
    this.clients = clients;
  }

  /** How many messages the client should have sent by now. */
  long dueOf(int client, long nowNs) {
    long ticks = Math.max(0, Math.floorDiv(nowNs - startNs, TICK_NS) + 1);
    long due = (long) (ticks * messagesPerTick);
    return due / clients + (client < due % clients ? 1 : 0);
  }

  /** When the client's message number {@code n}, from 0, is due. */
  long dueTimeNs(int client, long n) {
    long overall = n * clients + client;
    long tick = (long) Math.ceil((overall + 1) / messagesPerTick) - 1;
    return startNs + tick * TICK_NS;
  }

  /** When the next tick begins. */
  long nextTickNs(long nowNs) {
    return startNs + ((nowNs - startNs) / TICK_NS + 1) * TICK_NS;
  }
}
