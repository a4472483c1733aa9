package io.millrace.broker;

import io.millrace.broker.access.Authenticator;
import io.millrace.broker.connection.ClientInfo;
import io.millrace.broker.connection.Connection;
import io.millrace.broker.connection.ConnectionDirectory;
import io.millrace.broker.connection.ConnectionEpochs;
import io.millrace.broker.connection.ConnectionLoop;
import io.millrace.broker.connection.DelayedWills;
import io.millrace.broker.connection.FrontServices;
import io.millrace.broker.connection.LoopCounters;
import io.millrace.broker.connection.Shutdown;
import io.millrace.broker.intake.IntakeCounters;
import io.millrace.broker.listener.EventLoops;
import io.millrace.broker.listener.FrontMemory;
import io.millrace.broker.listener.TcpListener;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.reading.LiveReader;
import io.millrace.broker.reading.LiveSubscriptions;
import io.millrace.broker.retained.RetainedMessages;
import io.millrace.broker.session.SessionFold;
import io.millrace.broker.session.SessionRegistry;
import io.millrace.broker.session.StoredSessions;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.subscription.FanOut;
import io.millrace.broker.subscription.SubscriptionTrie;
import io.millrace.journal.Journal;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.model.time.NanoClock;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT front: what {@code app} starts, watches and stops. Thread-safe.
 *
 * <p>It takes journal, store, identities and time from outside and closes none of them.
 */
public final class MqttFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttFront.class);
  private static final long EXPIRY_S = 10;

  private final MqttSettings settings;
  private final Journal journal;
  private final NanoClock clock;
  private final SessionFold sessionFold = new SessionFold();
  private final SubscriptionTrie trie = new SubscriptionTrie();
  private final FanOut fanOut = new FanOut(trie);
  private final RetainedMessages retained;
  private final LiveReader reader;
  private final EventLoops eventLoops;
  private final Map<EventLoop, ConnectionLoop> loops = new HashMap<>();
  private @Nullable FrontServices services;
  private @Nullable TcpListener listener;
  private boolean closed;

  /**
   * Reads back sessions and retained messages, then accepts clients.
   *
   * @param store where the state of reader {@value LiveReader#NAME} is kept
   * @throws MqttException if the address can't be bound or the stored state can't be read
   */
  public static MqttFront start(
      MqttSettings settings,
      Journal journal,
      ReaderStore store,
      Authenticator authenticator,
      NanoClock clock,
      RandomGenerator random) {
    MqttFront front = new MqttFront(settings, journal, store, clock);
    try {
      front.begin(authenticator, random);
      return front;
    } catch (InterruptedException e) {
      front.close();
      Thread.currentThread().interrupt();
      throw new MqttException(
          MqttError.MQTT_LISTENER_FAILED, "Starting the MQTT front was interrupted.", e);
    } catch (RuntimeException e) {
      front.close();
      throw e;
    }
  }

  private MqttFront(MqttSettings settings, Journal journal, ReaderStore store, NanoClock clock) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    retained = new RetainedMessages(settings.retained());
    reader =
        new LiveReader(
            journal,
            store,
            List.of(sessionFold, retained),
            fanOut,
            settings.checkpointIntervalMs(),
            clock);
    eventLoops = new EventLoops(settings.eventLoops());
  }

  private void begin(Authenticator authenticator, RandomGenerator random)
      throws InterruptedException {
    reader.catchUp();
    StoredSessions stored = new StoredSessions(sessionFold.sessions());
    stored.closeOpen(journal, clock);
    SessionRegistry sessions = new SessionRegistry(settings.sessions());
    sessions.restore(sessionFold.sessions(), clock.nowNs());
    FrontServices shared =
        new FrontServices(
            settings,
            authenticator,
            sessions,
            new LiveSubscriptions(
                journal, reader, trie, retained, clock, settings.sessions().maxSubscriptions()),
            new ConnectionDirectory(settings.connections()),
            new ConnectionEpochs(clock.nowNs(), stored.greatestEpoch()),
            new DelayedWills(),
            clock,
            random);
    services = shared;
    for (EventLoop loop : eventLoops.all()) {
      loops.put(loop, new ConnectionLoop(loop, journal, settings.flow(), clock));
    }
    eventLoops
        .all()
        .getFirst()
        .scheduleAtFixedRate(
            () -> sessions.expire(clock.nowNs()), EXPIRY_S, EXPIRY_S, TimeUnit.SECONDS);
    reader.start();
    listener = TcpListener.open(eventLoops, loops, shared, FrontMemory.allocator(settings));
    LOG.info("MQTT listens on {}.", address());
  }

  private FrontServices services() {
    return Objects.requireNonNull(services, "The front has begun.");
  }

  /** Where it listens; tells the port when any free one was asked for. */
  public InetSocketAddress address() {
    return Objects.requireNonNull(listener, "The front has begun.").address();
  }

  /** The clients that are connected, in no order. */
  public List<ClientInfo> clients() {
    return services().directory().open().stream()
        .map(Connection::info)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The clients that went last and why, newest last; at most a thousand. */
  public List<ClientInfo.Gone> goneClients() {
    return services().directory().gone();
  }

  /**
   * Ends one client's connection; it may come back.
   *
   * @return whether it was connected
   */
  public boolean disconnect(String principal, String clientId) {
    return disconnect(
            client -> client.principal().equals(principal) && client.clientId().equals(clientId))
        > 0;
  }

  /**
   * Ends all connections of a principal, for instance because its permissions have changed or its
   * token was revoked. Call it after the change: who is let in meanwhile on the old answer is sent
   * away too.
   *
   * @return how many there were
   */
  public int disconnectPrincipal(String principal) {
    services().directory().revoked(principal);
    return disconnect(client -> client.principal().equals(principal));
  }

  private int disconnect(Predicate<ClientInfo> which) {
    int count = 0;
    for (Connection connection : services().directory().open()) {
      ClientInfo client = connection.info();
      if (client != null && which.test(client)) {
        connection.kick(ReasonCode.ADMINISTRATIVE_ACTION, "The server's operator ended this.");
        count++;
      }
    }
    return count;
  }

  /** What the front counts. */
  public FrontStatistics statistics() {
    LoopCounters.Counts clients = LoopCounters.Counts.NONE;
    long records = 0;
    long bytes = 0;
    long batches = 0;
    long busy = 0;
    long failed = 0;
    for (ConnectionLoop loop : loops.values()) {
      clients = clients.plus(loop.counters().published());
      IntakeCounters intake = loop.intake().counters();
      records += intake.records();
      bytes += intake.bytes();
      batches += intake.batches();
      busy += intake.busyRetries();
      failed += intake.failedRecords();
    }
    return new FrontStatistics(
        services().directory().open().size(),
        services().sessions().lasting(),
        services().subscriptions().count(),
        clients,
        new FrontStatistics.IntakeStatistics(records, bytes, batches, busy, failed),
        new FrontStatistics.RetainedStatistics(
            retained.count(), retained.bytes(), retained.refused()),
        fanOut.dropped(),
        reader.statistics());
  }

  /**
   * Accepts nobody any more, waits for what is outstanding to be durable and acknowledged, tells
   * the clients, publishes their wills and commits its state.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (listener != null) {
      listener.close();
      new Shutdown(loops.values(), services().delayedWills()).run(settings.shutdownTimeoutMs());
    }
    reader.close();
    eventLoops.close();
  }
}
