package io.millrace.broker.connection;

import io.millrace.broker.codec.Will;
import io.millrace.broker.intake.DurableAction;
import io.millrace.broker.session.Session;
import io.millrace.broker.session.SessionFact;
import io.millrace.journal.JournalException;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The flows of a client that is connected, and what is left to do when it is not any more. */
final class OpenClient {
  private final ConnectedClient client;
  private final PublishFlow publish;
  private final SubscribeFlow subscribe;
  private final Outbound outbound;
  private final ConnectionLoop loop;
  private final FrontServices services;
  private final long connectedSinceNs;
  private @Nullable ClientInfo last;
  private long lastInfoNs;

  OpenClient(
      ConnectedClient client,
      PublishFlow publish,
      SubscribeFlow subscribe,
      Outbound outbound,
      ConnectionLoop loop,
      FrontServices services) {
    this.client = client;
    this.publish = publish;
    this.subscribe = subscribe;
    this.outbound = outbound;
    this.loop = loop;
    this.services = services;
    this.connectedSinceNs = services.clock().nowNs();
  }

  ConnectedClient client() {
    return client;
  }

  PublishFlow publish() {
    return publish;
  }

  SubscribeFlow subscribe() {
    return subscribe;
  }

  Outbound outbound() {
    return outbound;
  }

  /**
   * The connection has ended: subscriptions end, the will is published, the end of a lasting
   * session is journaled, and when all that the client sent is settled the session is free for the
   * next connection.
   */
  void end(Connection connection, Ending why, Channel channel) {
    ClientInfo info = info(channel, services.clock().monotonicNs());
    services
        .directory()
        .ended(
            connection,
            client.session().key(),
            new ClientInfo.Gone(
                info, services.clock().nowNs(), why.reason().name(), why.sentence()));
    services.directory().dismiss(client.identity().principal());
    Will will = client.connect().will();
    if (will != null && why.publishWill()) {
      new WillFlow(will, client, publish.acks(), loop, services).clientLost();
    }
    abandon();
  }

  /** Undoes what opening did; before CONNACK that is all. */
  void abandon() {
    subscribe.end();
    outbound.end();
    journalEnd();
    loop.intake()
        .afterDurable(
            new DurableAction() {
              @Override
              public void durable() {
                release();
              }

              @Override
              public void failed(JournalException unwritten) {
                // In memory the session is closed all the same; after a restart it counts as open
                // until then, which is as good.
                release();
              }
            });
  }

  private void journalEnd() {
    Session session = client.session();
    if (session.isJournaled()) {
      SessionFact closed = new SessionFact.Closed(session.expiryS());
      loop.intake()
          .add(
              publish.acks(),
              client.origin(),
              SessionFact.CHANNEL,
              services.clock().nowNs(),
              closed.kind().flag(),
              closed.encode());
    }
  }

  private void release() {
    services.sessions().release(client.claim(), client.session(), services.clock().nowNs());
  }

  /** The client as it is shown; rates are since the last call. */
  ClientInfo info(Channel channel, long nowNs) {
    ClientInfo before = last;
    double seconds = before == null ? 0 : (nowNs - lastInfoNs) / 1e9;
    ClientInfo info =
        new ClientInfo(
            client.clientId(),
            client.identity().principal(),
            client.identity().source(),
            client.version().protocol(),
            String.valueOf(channel.remoteAddress()),
            connectedSinceNs,
            client.keepAliveS(),
            client.session().expiryS(),
            client.sessionPresent(),
            publish.messages(),
            rate(before == null ? 0 : before.messagesIn(), publish.messages(), seconds),
            outbound.sent(),
            rate(before == null ? 0 : before.messagesOut(), outbound.sent(), seconds),
            outbound.dropped(),
            publish.acks().unacknowledgedBytes(),
            client.session().subscriptions().size());
    last = info;
    lastInfoNs = nowNs;
    return info;
  }

  private static double rate(long before, long now, double seconds) {
    return seconds <= 0 ? 0 : (now - before) / seconds;
  }
}
