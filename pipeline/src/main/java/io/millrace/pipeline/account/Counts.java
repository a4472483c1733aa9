package io.millrace.pipeline.account;

import java.nio.ByteBuffer;

/** An {@link Account} that counts. Guarded by the state's lock. */
final class Counts {
  private static final int BYTES = 14 * Long.BYTES;

  long received;
  long bulk;
  long bytes;
  long decoded;
  long quarantined;
  long ignored;
  long rejectedParts;
  long retried;
  long system;
  long samples;
  long unmapped;
  long setAside;
  long expected;
  long missing;

  Account view() {
    return new Account(
        received,
        bulk,
        bytes,
        decoded,
        quarantined,
        ignored,
        rejectedParts,
        retried,
        system,
        samples,
        unmapped,
        setAside,
        expected,
        missing);
  }

  byte[] encode(byte version) {
    return ByteBuffer.allocate(1 + BYTES)
        .put(version)
        .putLong(received)
        .putLong(bulk)
        .putLong(bytes)
        .putLong(decoded)
        .putLong(quarantined)
        .putLong(ignored)
        .putLong(rejectedParts)
        .putLong(retried)
        .putLong(system)
        .putLong(samples)
        .putLong(unmapped)
        .putLong(setAside)
        .putLong(expected)
        .putLong(missing)
        .array();
  }

  static Counts decode(ByteBuffer in) {
    Counts counts = new Counts();
    counts.received = in.getLong();
    counts.bulk = in.getLong();
    counts.bytes = in.getLong();
    counts.decoded = in.getLong();
    counts.quarantined = in.getLong();
    counts.ignored = in.getLong();
    counts.rejectedParts = in.getLong();
    counts.retried = in.getLong();
    counts.system = in.getLong();
    counts.samples = in.getLong();
    counts.unmapped = in.getLong();
    counts.setAside = in.getLong();
    counts.expected = in.getLong();
    counts.missing = in.getLong();
    return counts;
  }
}
