package io.millrace.web.operation;

import io.millrace.broker.connection.ClientInfo;
import io.millrace.model.id.SourceId;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An MQTT client; numbers are about half a second old. */
public record MqttClientView(
    @Field("As the client named itself, or was named.") String clientId,
    @Field("The credential that was checked.") String principal,
    SourceId source,
    @Field("mqtt/3.1.1 or mqtt/5.") String protocol,
    @Field("Address and port.") String peer,
    Instant connectedSince,
    @Field("0 if the client has none.") int keepAliveSeconds,
    @Field("How long the session outlives the connection.") long sessionExpirySeconds,
    boolean sessionPresent,
    long messagesIn,
    double messagesInPerSecond,
    long messagesOut,
    double messagesOutPerSecond,
    @Field("Not sent, since the client was slow.") long messagesDropped,
    @Field("Received and not durable yet.") int unacknowledgedBytes,
    int subscriptions,
    @Field("When it went; absent while it is connected.") @Nullable Instant goneAt,
    @Field("Why it went, as MQTT 5 names it.") @Nullable String goneReason,
    @Field("Why it went, in a sentence.") @Nullable String goneSentence) {
  static MqttClientView of(ClientInfo client) {
    return of(client, null, null, null);
  }

  static MqttClientView of(ClientInfo.Gone gone) {
    return of(gone.last(), ApiTime.of(gone.atNs()), gone.reason(), gone.sentence());
  }

  private static MqttClientView of(
      ClientInfo client,
      @Nullable Instant goneAt,
      @Nullable String goneReason,
      @Nullable String goneSentence) {
    return new MqttClientView(
        client.clientId(),
        client.principal(),
        client.source(),
        client.protocol(),
        client.peer(),
        ApiTime.of(client.connectedSinceNs()),
        client.keepAliveS(),
        client.sessionExpiryS(),
        client.sessionPresent(),
        client.messagesIn(),
        client.messagesInPerS(),
        client.messagesOut(),
        client.messagesOutPerS(),
        client.messagesDropped(),
        client.unacknowledgedBytes(),
        client.subscriptions(),
        goneAt,
        goneReason,
        goneSentence);
  }
}
