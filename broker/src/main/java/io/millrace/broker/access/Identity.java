package io.millrace.broker.access;

import io.millrace.model.id.SourceId;

/**
 * Who a client is, for as long as it is connected. When permissions change or a credential is
 * revoked, disconnect the principal; it comes back with new ones.
 *
 * @param principal the credential that was checked, such as {@code token:8f3a}; never a secret
 * @param source under whose identity its messages are kept
 * @param permissions where it may publish and subscribe
 * @param expiresAtNs until when, nanoseconds since the epoch; {@link #NEVER} without end. Within a
 *     second after that the connection ends
 */
public record Identity(
    String principal, SourceId source, TopicPermissions permissions, long expiresAtNs) {
  /** It does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  /** An identity that does not expire. */
  public Identity(String principal, SourceId source, TopicPermissions permissions) {
    this(principal, source, permissions, NEVER);
  }

  /** Whether it is over. */
  public boolean isExpired(long nowNs) {
    return nowNs >= expiresAtNs;
  }
}
