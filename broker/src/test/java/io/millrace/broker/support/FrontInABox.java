package io.millrace.broker.support;

import io.millrace.broker.MqttFront;
import io.millrace.broker.access.Authenticator;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.TcpListenerSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.journal.memory.MemoryReaderStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A front over a journal under control, on a free port of the loopback address. It can be killed
 * and started again over what that leaves.
 */
public final class FrontInABox implements AutoCloseable {
  /** Its clock. */
  public final TestClock clock = new TestClock();

  /** Who may connect. */
  public final TestIdentities identities = new TestIdentities();

  private final MemoryLog log = ControlledJournal.newLog();
  private final MemoryReaderStore store = new MemoryReaderStore();
  private final List<RawClient> clients = new ArrayList<>();
  private final UnaryOperator<MqttSettings> change;
  private int samePort;
  private @Nullable MortalStore mortalStore;
  private @Nullable ControlledJournal journal;
  private @Nullable MqttFront front;

  /** With the default settings. */
  public FrontInABox() {
    this(settings -> settings);
  }

  /** With changed settings. */
  public FrontInABox(UnaryOperator<MqttSettings> change) {
    this.change = change;
    start();
  }

  /** Starts it over what the log and the store hold. */
  public void start() {
    start(identities, opened -> {});
  }

  /** Starts it after something was done to its journal. */
  public void startAfter(Consumer<ControlledJournal> deed) {
    start(identities, deed);
  }

  private void start(Authenticator authenticator, Consumer<ControlledJournal> deed) {
    ControlledJournal opened = new ControlledJournal(log, clock);
    journal = opened;
    deed.accept(opened);
    MqttSettings settings =
        change.apply(MqttSettings.defaults(new TcpListenerSettings("127.0.0.1", samePort)));
    MortalStore living = new MortalStore(store);
    mortalStore = living;
    front = MqttFront.start(settings, opened, living, authenticator, clock, new Random(11));
    samePort = front.address().getPort();
  }

  /** Starts again with other answers to credentials. */
  public void restartWith(Authenticator authenticator) {
    stop();
    start(authenticator, opened -> {});
  }

  /** The process dies: sockets close, what was not durable may be lost, so may commits. */
  public void kill() {
    journal().crash(new Random(5));
    if (mortalStore != null) {
      mortalStore.die();
    }
    store.powerCut();
    clients.forEach(RawClient::close);
    front().close();
  }

  /** Stops in good order. */
  public void stop() {
    front().close();
    journal().close();
  }

  /** The front. */
  public MqttFront front() {
    if (front == null) {
      throw new AssertionError("The front was not started.");
    }
    return front;
  }

  /** Its journal. */
  public ControlledJournal journal() {
    if (journal == null) {
      throw new AssertionError("The journal was not opened.");
    }
    return journal;
  }

  /** The port it listens on. */
  public int port() {
    return front().address().getPort();
  }

  /** A client that has not sent anything yet. */
  public RawClient client() {
    RawClient client = new RawClient(port());
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(RawClient::close);
    journal().release();
    front().close();
    journal().close();
  }
}
