package io.millrace.broker.connection;

import io.millrace.broker.access.Admission;
import io.millrace.broker.access.Credentials;
import io.millrace.broker.access.Identity;
import io.millrace.broker.codec.ConnectPacket;
import io.millrace.broker.codec.PacketWriter;
import io.millrace.broker.codec.Pause;
import io.millrace.broker.codec.ServerLimits;
import io.millrace.broker.codec.Will;
import io.millrace.broker.intake.DurableAction;
import io.millrace.broker.intake.PendingAcks;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.reading.LiveSubscriptions;
import io.millrace.broker.reading.LiveSubscriptions.Retained;
import io.millrace.broker.session.Session;
import io.millrace.broker.session.SessionClaim;
import io.millrace.broker.session.SessionFact;
import io.millrace.broker.session.SessionHolder;
import io.millrace.broker.session.SessionKey;
import io.millrace.broker.session.SessionRegistry;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.topic.TopicName;
import io.millrace.journal.JournalException;
import io.millrace.journal.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From CONNECT to CONNACK (3.1.4): the credentials are checked, the session is claimed and opened,
 * what it needs after a crash is durable, its subscriptions are live.
 */
final class ConnectFlow implements SessionHolder {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectFlow.class);
  private static final int ASSIGNED_ID_BYTES = 12;

  private final Connection connection;
  private final ConnectionLoop loop;
  private final FrontServices services;
  private final MqttSettings settings;
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private @Nullable Identity admitted;
  private @Nullable SessionClaim claim;
  private @Nullable OpenClient opening;

  ConnectFlow(Connection connection, ConnectionLoop loop, FrontServices services) {
    this.connection = connection;
    this.loop = loop;
    this.services = services;
    this.settings = services.settings();
  }

  /** CONNECT has arrived. */
  void connect(ConnectPacket connect) {
    ReasonCode refusal = refusal(connect);
    if (refusal != null) {
      refuse(connect, refusal, "The client identifier or the authentication method is refused.");
      return;
    }
    Credentials credentials =
        new Credentials(
            connect.clientId(), connect.userName(), connect.password(), connection.peer());
    services.directory().lettingIn(this);
    services
        .authenticator()
        .authenticate(credentials)
        .whenComplete(
            (admission, error) ->
                loop.executor().execute(() -> authenticated(connect, admission, error)));
  }

  private @Nullable ReasonCode refusal(ConnectPacket connect) {
    String clientId = connect.clientId();
    if (connect.authenticationMethod() != null) {
      return ReasonCode.BAD_AUTHENTICATION_METHOD;
    }
    boolean nameless = clientId.isEmpty() && !connect.version().isV5() && !connect.cleanStart();
    boolean strange =
        clientId.length() > settings.connections().maxClientIdChars()
            || clientId.chars().anyMatch(Character::isISOControl);
    return nameless || strange ? ReasonCode.CLIENT_IDENTIFIER_NOT_VALID : null;
  }

  private void authenticated(
      ConnectPacket connect, @Nullable Admission admission, @Nullable Throwable error) {
    if (connection.isEnded()) {
      return;
    }
    switch (admission) {
      case null -> {
        LOG.warn("Credentials could not be checked.", error);
        refuse(connect, ReasonCode.SERVER_UNAVAILABLE, "Credentials can't be checked now.");
      }
      case Admission.Granted granted -> admit(connect, granted.identity());
      case Admission.BadCredentials bad ->
          refuse(connect, ReasonCode.BAD_USER_NAME_OR_PASSWORD, "The credentials are not valid.");
      case Admission.Forbidden forbidden ->
          refuse(connect, ReasonCode.NOT_AUTHORIZED, "The principal may not use MQTT.");
      case Admission.TryLater later -> refuse(connect, ReasonCode.SERVER_BUSY, "Try again later.");
    }
  }

  private void admit(ConnectPacket connect, Identity identity) {
    if (identity.isExpired(services.clock().nowNs())) {
      refuse(connect, ReasonCode.BAD_USER_NAME_OR_PASSWORD, "The credential has expired.");
      return;
    }
    Will will = connect.will();
    if (will != null && !mayPublish(will, identity)) {
      refuse(connect, ReasonCode.NOT_AUTHORIZED, "The will's topic is not allowed.");
      return;
    }
    ReasonCode limit = services.directory().admit(identity.principal());
    if (limit != null) {
      refuse(connect, limit, "Too many connections.");
      return;
    }
    admitted = identity;
    boolean assigned = connect.clientId().isEmpty();
    String clientId = assigned ? newClientId() : connect.clientId();
    SessionClaim claimed =
        services.sessions().claim(new SessionKey(identity.principal(), clientId), this);
    claim = claimed;
    claimed
        .granted()
        .whenComplete(
            (granted, error) ->
                loop.executor().execute(() -> openSession(connect, identity, claimed)));
  }

  private boolean mayPublish(Will will, Identity identity) {
    PacketLimits limits = settings.packets();
    try {
      String topic = TopicName.checked(will.topic(), limits.maxTopicLevels());
      return topic.getBytes(StandardCharsets.UTF_8).length <= limits.maxTopicBytes()
          && !TopicName.isServers(topic)
          && identity.permissions().mayPublish(topic);
    } catch (MqttException e) {
      return false;
    }
  }

  private String newClientId() {
    byte[] random = new byte[ASSIGNED_ID_BYTES];
    services.random().nextBytes(random);
    return "auto-" + HexFormat.of().formatHex(random);
  }

  private void openSession(ConnectPacket connect, Identity identity, SessionClaim claimed) {
    if (connection.isEnded()) {
      return;
    }
    SessionRegistry.Opening session;
    try {
      long expiryS = allowedExpiryS(connect.sessionExpiryS());
      session =
          services
              .sessions()
              .open(claimed, connect.cleanStart(), expiryS, services.clock().nowNs());
    } catch (MqttException e) {
      refuse(connect, e.error().reason(), String.valueOf(e.getMessage()));
      return;
    }
    services.delayedWills().clientIsBack(claimed.key(), session.resumed());
    ConnectedClient client =
        new ConnectedClient(
            connect,
            claimed.key().clientId(),
            identity,
            keepAliveS(connect),
            new Origin(
                identity.source(),
                identity.principal(),
                services.epochs().next(),
                connect.version().protocol()),
            session.session(),
            claimed,
            session.resumed());
    OpenClient open = openClient(client);
    services.subscriptions().restored(session.session().subscriptions().size());
    claim = null;
    opening = open;
    journalOpening(client, open.publish().acks());
    loop.intake()
        .afterDurable(
            new DurableAction() {
              @Override
              public void durable() {
                restoreSubscriptions(open);
              }

              @Override
              public void failed(JournalException why) {
                refuse(connect, ReasonCode.SERVER_UNAVAILABLE, "The session can't be stored now.");
              }
            });
  }

  private OpenClient openClient(ConnectedClient client) {
    Outbound outbound = new Outbound(connection.channel(), loop, client, settings.flow());
    PublishFlow publish = new PublishFlow(connection, client, loop, settings);
    SubscribeFlow subscribe =
        new SubscribeFlow(connection, client, loop, services, publish, outbound);
    return new OpenClient(client, publish, subscribe, outbound, loop, services);
  }

  private void journalOpening(ConnectedClient client, PendingAcks acks) {
    if (client.session().isJournaled()) {
      SessionFact opened =
          new SessionFact.Opened(
              client.clientId(), client.sessionPresent(), client.session().expiryS());
      loop.intake()
          .add(
              acks,
              client.origin(),
              SessionFact.CHANNEL,
              services.clock().nowNs(),
              opened.kind().flag(),
              opened.encode());
    }
  }

  private void restoreSubscriptions(OpenClient open) {
    if (connection.isEnded()) {
      return;
    }
    List<LiveSubscriptions.Request> requests = SubscribeFlow.restored(open.client().session());
    if (requests.isEmpty()) {
      accept(open);
      return;
    }
    services
        .subscriptions()
        .add(
            open.outbound(),
            requests,
            new LiveSubscriptions.Answer() {
              @Override
              public void live(List<Retained> retained) {
                loop.executor().execute(() -> accept(open));
              }

              @Override
              public void failed() {
                loop.executor()
                    .execute(
                        () ->
                            refuse(
                                open.client().connect(),
                                ReasonCode.SERVER_UNAVAILABLE,
                                "Subscriptions can't be restored now."));
              }
            });
  }

  private void accept(OpenClient open) {
    if (connection.isEnded()) {
      return;
    }
    ConnectedClient client = open.client();
    opening = null;
    admitted = null;
    ByteBufAllocator alloc = connection.channel().alloc();
    ByteBuf connAck =
        client.isV5()
            ? PacketWriter.connAckV5(
                alloc, client.sessionPresent(), ReasonCode.SUCCESS, serverLimits(client), null)
            : PacketWriter.connAckV3(alloc, client.sessionPresent(), 0);
    connection.opened(open, connAck);
    services.directory().letIn(this);
    // A revocation has found the connection open, or has left its mark here.
    if (revoked.contains(client.identity().principal())) {
      connection.end(
          Ending.byServer(
              ReasonCode.ADMINISTRATIVE_ACTION,
              "Permissions changed while the client was let in; connect again."));
    } else {
      connection.resume(Pause.CONNECTING);
    }
  }

  private ServerLimits serverLimits(ConnectedClient client) {
    ConnectPacket connect = client.connect();
    Session session = client.session();
    PacketLimits limits = settings.packets();
    return new ServerLimits(
        session.expiryS() == connect.sessionExpiryS() ? null : session.expiryS(),
        limits.receiveMaximum(),
        limits.maxPacketBytes(),
        limits.topicAliasMaximum(),
        client.keepAliveS() == connect.keepAliveS() ? null : client.keepAliveS(),
        connect.clientId().isEmpty() ? client.clientId() : null);
  }

  /** A session does not last for ever: what nobody comes back for is forgotten in the end. */
  long allowedExpiryS(long wantedS) {
    return Math.min(wantedS, settings.sessions().maxExpiryS());
  }

  /** MQTT 5 clients can be told to be heard more often [MQTT-3.1.2-21]. */
  private int keepAliveS(ConnectPacket connect) {
    int most = settings.connections().maxKeepAliveS();
    int wanted = connect.keepAliveS();
    boolean tooLong = wanted == 0 || wanted > most;
    return connect.version().isV5() && tooLong ? most : wanted;
  }

  /** CONNACK with a reason; the version is one that is not spoken, so its form is the oldest. */
  void refuseVersion() {
    connection.refuseConnect(
        PacketWriter.connAckV3(
            connection.channel().alloc(),
            false,
            ReasonCode.UNSUPPORTED_PROTOCOL_VERSION.connectReturnCode()));
  }

  private void refuse(ConnectPacket connect, ReasonCode reason, String sentence) {
    LOG.debug("{} is refused: {}", connect, sentence);
    ByteBufAllocator alloc = connection.channel().alloc();
    connection.refuseConnect(
        connect.version().isV5()
            ? PacketWriter.connAckV5(alloc, false, reason, null, sentence)
            : PacketWriter.connAckV3(alloc, false, reason.connectReturnCode()));
  }

  /** A principal's permissions or credential have changed. For any thread. */
  void revoked(String principal) {
    revoked.add(principal);
  }

  /** The connection ended before CONNACK: gives back what was taken. */
  void abandon() {
    services.directory().letIn(this);
    Identity identity = admitted;
    if (identity != null) {
      admitted = null;
      services.directory().dismiss(identity.principal());
    }
    OpenClient open = opening;
    if (open != null) {
      opening = null;
      open.abandon();
    }
    SessionClaim claimed = claim;
    if (claimed != null) {
      claim = null;
      services.sessions().release(claimed, null, services.clock().nowNs());
    }
  }

  @Override
  public void takenOver() {
    connection.kick(
        ReasonCode.SESSION_TAKEN_OVER, "Another connection with this client identifier came.");
  }
}
