package io.millrace.history.store;

/**
 * The end of a version: what is durable and visible.
 *
 * @param version from 1, ascending
 * @param state opaque to the store; history keeps its cursor and its counts here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; opaque bytes that nobody writes into
public record Commit(long version, byte[] state) {
  /** Before the first one. */
  public static final Commit NONE = new Commit(0, new byte[0]);
}
