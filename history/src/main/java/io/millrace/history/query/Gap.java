package io.millrace.history.query;

/**
 * A time without data.
 *
 * @param fromNs time of the last sample before it, or of the marker that opened it
 * @param toNs time of the sample that ended it, or the end of what was asked for
 * @param cause why there was none
 * @param isOpen whether no sample has ended it yet
 */
public record Gap(long fromNs, long toNs, Cause cause, boolean isOpen) {
  /** Why there was no data. */
  public enum Cause {
    /** The source was lost and said so, or somebody noticed (law 13). */
    NO_COMMUNICATION,
    /** Nothing came for longer than it should have taken. */
    SILENCE
  }
}
