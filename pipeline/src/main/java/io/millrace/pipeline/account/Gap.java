package io.millrace.pipeline.account;

import io.millrace.model.id.SourceId;

/**
 * Something that should have come and did not.
 *
 * @param source of which source
 * @param number counts the gaps of the source, from 1
 * @param channel the channel whose sequence numbers show it; empty if the period does
 * @param kind how it was noticed
 * @param fromNs when the last message before it arrived, nanoseconds since the epoch
 * @param toNs when the first message after it arrived
 * @param missing how many messages; an estimate if the period shows it
 * @param filled how many of them came later
 * @param cause why, as far as can be told
 */
public record Gap(
    SourceId source,
    long number,
    String channel,
    Kind kind,
    long fromNs,
    long toNs,
    long missing,
    long filled,
    Cause cause) {
  /** How a gap was noticed. */
  public enum Kind {
    /** Sequence numbers are missing. */
    SEQUENCE,
    /** The source was silent for longer than its expected period. */
    PERIOD
  }

  /** Why there is a gap, as far as can be told. */
  public enum Cause {
    /** The source connected anew. */
    CONNECTION_LOST,
    /** Nobody was heard during that time: this server or its network. */
    NOTHING_RECEIVED,
    /** The connection held, and others were heard: the sender itself. */
    SENDER
  }

  /** Whether everything that was missing came later. */
  public boolean isFilled() {
    return filled >= missing;
  }

  /** The gap after one more of its messages came. */
  Gap filledByOne() {
    return new Gap(source, number, channel, kind, fromNs, toNs, missing, filled + 1, cause);
  }
}
