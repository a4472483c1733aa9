package io.millrace.pipeline.live;

import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.format.ValueSink;

/** A source as the live reader knows it. Guarded by the state's lock. */
final class LiveSource {
  /** Over so many messages the least clock offset is taken, so that late data does not count. */
  private static final int CLOCK_WINDOW = 64;

  final SourceId id;
  final int index;
  long lastSeenNs;
  long messages;
  long connectionEpoch;
  String protocol = "";
  long markedLostNs;
  long claimsSetAside;
  long lastClaimSetAsideNs;
  long leastOffsetNs = Long.MAX_VALUE;
  long leastOffsetBeforeNs = Long.MAX_VALUE;
  int windowMessages;
  boolean changed;

  LiveSource(SourceId id, int index) {
    this.id = id;
    this.index = index;
  }

  void heard(Origin origin, long receiveTimeNs, long newestClaimNs, int setAside) {
    lastSeenNs = receiveTimeNs;
    messages++;
    connectionEpoch = origin.connectionEpoch();
    protocol = origin.protocol();
    markedLostNs = 0;
    changed = true;
    if (newestClaimNs == ValueSink.NO_TIME) {
      return;
    }
    if (setAside > 0) {
      claimsSetAside += setAside;
      lastClaimSetAsideNs = newestClaimNs;
    }
    if (windowMessages++ == CLOCK_WINDOW) {
      leastOffsetBeforeNs = leastOffsetNs;
      leastOffsetNs = Long.MAX_VALUE;
      windowMessages = 1;
    }
    leastOffsetNs = Math.min(leastOffsetNs, saturatedDifference(receiveTimeNs, newestClaimNs));
  }

  private static long saturatedDifference(long a, long b) {
    long difference = a - b;
    boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE - 1) : difference;
  }

  void lost(long atNs) {
    markedLostNs = atNs;
    changed = true;
  }

  boolean clockKnown() {
    return Math.min(leastOffsetNs, leastOffsetBeforeNs) != Long.MAX_VALUE;
  }

  SourceStatus status(Liveness liveness) {
    return new SourceStatus(
        id,
        lastSeenNs,
        liveness,
        markedLostNs,
        messages,
        connectionEpoch,
        protocol,
        clockKnown() ? Math.min(leastOffsetNs, leastOffsetBeforeNs) : 0,
        clockKnown(),
        claimsSetAside,
        lastClaimSetAsideNs);
  }
}
