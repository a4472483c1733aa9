package io.millrace.broker.connection;

import io.millrace.broker.codec.PacketType;
import io.millrace.broker.codec.PacketWriter;
import io.millrace.broker.codec.SubscribePacket;
import io.millrace.broker.codec.UnsubscribePacket;
import io.millrace.broker.intake.DurableAction;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.reading.LiveSubscriptions;
import io.millrace.broker.reading.LiveSubscriptions.Retained;
import io.millrace.broker.session.Session;
import io.millrace.broker.session.SessionFact;
import io.millrace.broker.settings.PacketLimits;
import io.millrace.broker.subscription.Subscription;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.JournalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SUBSCRIBE and UNSUBSCRIBE (3.8, 3.10). A subscription of a session that lasts is durable before
 * it is acknowledged; it is live, and its retained messages are chosen, when everything that was
 * durable at that time has been distributed.
 */
final class SubscribeFlow {
  private static final int V3_FAILURE = 0x80;

  private final Connection connection;
  private final ConnectedClient client;
  private final ConnectionLoop loop;
  private final FrontServices services;
  private final Outbound outbound;
  private final PublishFlow publish;
  private final Session session;

  SubscribeFlow(
      Connection connection,
      ConnectedClient client,
      ConnectionLoop loop,
      FrontServices services,
      PublishFlow publish,
      Outbound outbound) {
    this.connection = connection;
    this.client = client;
    this.loop = loop;
    this.services = services;
    this.publish = publish;
    this.outbound = outbound;
    this.session = client.session();
  }

  /** What is to be done for a SUBSCRIBE, filter by filter. */
  private static final class Plan {
    private final List<Integer> codes = new ArrayList<>();
    private final List<LiveSubscriptions.Request> granted = new ArrayList<>();
    private @Nullable String refusal;
  }

  /** SUBSCRIBE. */
  void subscribe(SubscribePacket packet) {
    Plan plan = new Plan();
    for (SubscribePacket.Request request : packet.requests()) {
      plan(request, packet.subscriptionId(), plan);
    }
    if (plan.granted.isEmpty()) {
      answer(packet.packetId(), plan);
      return;
    }
    List<Subscription> granted =
        plan.granted.stream().map(LiveSubscriptions.Request::subscription).toList();
    journal(new SessionFact.Subscribed(granted));
    loop.intake()
        .afterDurable(
            new DurableAction() {
              @Override
              public void durable() {
                goLive(packet.packetId(), plan);
              }

              @Override
              public void failed(JournalException why) {
                fail(why);
              }
            });
  }

  private void plan(SubscribePacket.Request request, int subscriptionId, Plan plan) {
    String text = request.filter();
    if (TopicFilter.isShared(text)) {
      refuse(plan, ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, "Shared subscriptions");
      return;
    }
    TopicFilter filter = TopicFilter.parse(text, Integer.MAX_VALUE);
    PacketLimits limits = services.settings().packets();
    if (text.getBytes(StandardCharsets.UTF_8).length > limits.maxTopicBytes()
        || filter.levels().size() > limits.maxTopicLevels()) {
      refuse(plan, ReasonCode.TOPIC_FILTER_INVALID, "Longer or deeper topic filters");
      return;
    }
    if (!client.identity().permissions().maySubscribe(text)) {
      loop.counters().notAuthorized++;
      refuse(plan, ReasonCode.NOT_AUTHORIZED, "Some of these topic filters");
      return;
    }
    boolean known = session.subscriptions().containsKey(text);
    if (!known && !takeOne()) {
      refuse(plan, ReasonCode.QUOTA_EXCEEDED, "More subscriptions");
      return;
    }
    Subscription subscription =
        new Subscription(filter, subscriptionId, request.noLocal(), request.retainAsPublished());
    session.subscriptions().put(text, subscription);
    plan.granted.add(new LiveSubscriptions.Request(subscription, wantsRetained(request, known)));
    plan.codes.add(ReasonCode.SUCCESS.code());
  }

  private boolean takeOne() {
    int most = services.settings().sessions().maxSubscriptionsPerSession();
    return session.subscriptions().size() < most && services.subscriptions().reserve();
  }

  private static boolean wantsRetained(SubscribePacket.Request request, boolean known) {
    return switch (request.retainHandling()) {
      case AT_SUBSCRIBE -> true;
      case AT_NEW_SUBSCRIPTION -> !known;
      case NEVER -> false;
    };
  }

  private void refuse(Plan plan, ReasonCode reason, String what) {
    plan.codes.add(client.isV5() ? reason.code() : V3_FAILURE);
    plan.refusal = what + " are not served to this client.";
  }

  private void goLive(int packetId, Plan plan) {
    services
        .subscriptions()
        .add(
            outbound,
            plan.granted,
            new LiveSubscriptions.Answer() {
              @Override
              public void live(List<Retained> retained) {
                loop.executor()
                    .execute(
                        () -> {
                          answer(packetId, plan);
                          retained.forEach(
                              each -> outbound.sendRetained(each.messages(), each.subscription()));
                        });
              }

              @Override
              public void failed() {
                loop.executor().execute(SubscribeFlow.this::readingEnded);
              }
            });
  }

  private void answer(int packetId, Plan plan) {
    boolean words = client.isV5() && client.connect().wantsProblemInformation();
    connection.send(
        PacketWriter.subscriptionAck(
            connection.channel().alloc(),
            client.version(),
            PacketType.SUBACK,
            packetId,
            plan.codes,
            words ? plan.refusal : null));
  }

  /** UNSUBSCRIBE. */
  void unsubscribe(UnsubscribePacket packet) {
    List<Integer> codes = new ArrayList<>();
    List<TopicFilter> ended = new ArrayList<>();
    for (String text : packet.filters()) {
      TopicFilter filter = TopicFilter.parse(text, Integer.MAX_VALUE);
      boolean existed = session.subscriptions().remove(text) != null;
      if (existed) {
        ended.add(filter);
      }
      codes.add(existed ? ReasonCode.SUCCESS.code() : ReasonCode.NO_SUBSCRIPTION_EXISTED.code());
    }
    services.subscriptions().giveBack(ended.size());
    if (!ended.isEmpty()) {
      journal(new SessionFact.Unsubscribed(ended.stream().map(TopicFilter::text).toList()));
    }
    loop.intake()
        .afterDurable(
            new DurableAction() {
              @Override
              public void durable() {
                services
                    .subscriptions()
                    .remove(outbound, ended, () -> answerLater(packet.packetId(), codes));
              }

              @Override
              public void failed(JournalException why) {
                fail(why);
              }
            });
  }

  private void answerLater(int packetId, List<Integer> codes) {
    loop.executor()
        .execute(
            () ->
                connection.send(
                    PacketWriter.subscriptionAck(
                        connection.channel().alloc(),
                        client.version(),
                        PacketType.UNSUBACK,
                        packetId,
                        codes,
                        null)));
  }

  /** Puts a fact of a session that lasts into the journal; others need none. */
  private void journal(SessionFact fact) {
    if (session.isJournaled()) {
      loop.intake()
          .add(
              publish.acks(),
              client.origin(),
              SessionFact.CHANNEL,
              connection.receiveTimeNs(),
              fact.kind().flag(),
              fact.encode());
    }
  }

  private void fail(JournalException why) {
    ReasonCode reason = Refusals.reason(why);
    connection.end(Ending.byServer(reason, Refusals.sentence(reason.code())));
  }

  private void readingEnded() {
    connection.end(
        Ending.byServer(
            ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
            "The server can't distribute messages now; see its log."));
  }

  /** The subscriptions that an earlier connection of the session left. */
  static List<LiveSubscriptions.Request> restored(Session session) {
    return session.subscriptions().values().stream()
        .map(subscription -> new LiveSubscriptions.Request(subscription, false))
        .toList();
  }

  /** Ends all of them for this connection; the session keeps them. */
  void end() {
    Map<String, Subscription> all = session.subscriptions();
    services.subscriptions().giveBack(all.size());
    if (!all.isEmpty()) {
      List<TopicFilter> filters = all.values().stream().map(Subscription::filter).toList();
      services.subscriptions().remove(outbound, filters, () -> {});
    }
  }
}
