package io.millrace.broker.connection;

import io.millrace.model.id.SourceId;

/**
 * A client as it is shown. Numbers are at most about half a second old.
 *
 * @param clientId as the client named itself, or was named
 * @param principal the credential that was checked
 * @param source under whose identity its messages are kept
 * @param protocol {@code mqtt/3.1.1} or {@code mqtt/5}
 * @param peer address and port
 * @param connectedSinceNs nanoseconds since the epoch
 * @param keepAliveS 0 if the client has none
 * @param sessionExpiryS how long the session outlives the connection
 * @param sessionPresent whether an earlier session went on
 * @param messagesIn received on this connection
 * @param messagesInPerS over about the last second
 * @param messagesOut sent on this connection
 * @param messagesOutPerS over about the last second
 * @param messagesDropped not sent, since the client was slow
 * @param unacknowledgedBytes received and not durable yet
 * @param subscriptions it has
 */
public record ClientInfo(
    String clientId,
    String principal,
    SourceId source,
    String protocol,
    String peer,
    long connectedSinceNs,
    int keepAliveS,
    long sessionExpiryS,
    boolean sessionPresent,
    long messagesIn,
    double messagesInPerS,
    long messagesOut,
    double messagesOutPerS,
    long messagesDropped,
    int unacknowledgedBytes,
    int subscriptions) {
  /**
   * A client that is gone.
   *
   * @param last as it was when it went
   * @param atNs when, nanoseconds since the epoch
   * @param reason why, as MQTT 5 names it
   * @param sentence why, for a person
   */
  public record Gone(ClientInfo last, long atNs, String reason, String sentence) {}
}
