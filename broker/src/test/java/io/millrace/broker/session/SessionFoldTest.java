package io.millrace.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.subscription.Subscription;
import io.millrace.broker.support.Blocks;
import io.millrace.broker.support.TestIdentities;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.Cursor;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SessionFoldTest {
  private static final byte[] NOTHING = {};
  private final MemoryReaderStore store = new MemoryReaderStore();

  private static Origin origin(String principal, long epoch) {
    return new Origin(TestIdentities.source(principal), principal, epoch, "mqtt/5");
  }

  private static void fact(Blocks block, Origin origin, SessionFact fact) {
    block.record(origin, SessionFact.CHANNEL.name(), fact.kind().flag(), fact.encode());
  }

  private static Subscription subscription(String filter) {
    return new Subscription(TopicFilter.parse(filter, 32), 7, true, false);
  }

  private void save(SessionFold fold) {
    StateChanges changes = new StateChanges();
    fold.save(changes);
    store.commit(Cursor.START, changes, List.of());
  }

  private SessionFold restored() {
    SessionFold fold = new SessionFold();
    fold.restore(store.state());
    return fold;
  }

  /** A session as it is plainly understood. */
  private static final class Plain {
    private final Set<Integer> received = new TreeSet<>();
    private final Map<String, Subscription> subscriptions = new TreeMap<>();
    private long epoch;
    private boolean open = true;

    String describe() {
      return epoch + " " + open + " " + received + " " + subscriptions.keySet();
    }
  }

  private static String describe(StoredSession session) {
    List<Integer> received = new ArrayList<>();
    for (int id = 0; id < 65_536; id++) {
      if (session.received().contains(id)) {
        received.add(id);
      }
    }
    return session.origin().connectionEpoch()
        + " "
        + session.isOpen()
        + " "
        + received
        + " "
        + new TreeSet<>(session.subscriptions().keySet());
  }

  @Test
  void law6_the_fold_tells_what_happened_also_when_stored_and_read_back() {
    long seed = 31_415;
    Random random = new Random(seed);
    SessionFold fold = restored();
    Map<SessionKey, Plain> plain = new HashMap<>();
    long epoch = 100;
    for (int step = 0; step < 1_500; step++) {
      Blocks block = new Blocks();
      for (int i = random.nextInt(6); i >= 0; i--) {
        SessionKey key = new SessionKey("p" + random.nextInt(3), "c" + random.nextInt(3));
        Plain session = plain.get(key);
        if (session == null || !session.open || random.nextInt(8) == 0) {
          boolean resumed = session != null && random.nextBoolean();
          session = resumed && session != null ? session : new Plain();
          session.epoch = ++epoch;
          session.open = true;
          plain.put(key, session);
          fact(
              block,
              origin(key.principal(), epoch),
              new SessionFact.Opened(key.clientId(), resumed, 1_000));
        } else {
          happen(block, origin(key.principal(), session.epoch), key, session, plain, random);
        }
      }
      fold.apply(block.build());
      if (random.nextInt(20) == 0) {
        save(fold);
        fold = restored();
      }
    }

    Map<SessionKey, String> told = new HashMap<>();
    fold.sessions().forEach(session -> told.put(session.key(), describe(session)));
    Map<SessionKey, String> expected = new HashMap<>();
    plain.forEach((key, session) -> expected.put(key, session.describe()));
    assertThat(told).as("seed %d", seed).isEqualTo(expected);
  }

  private static void happen(
      Blocks block,
      Origin origin,
      SessionKey key,
      Plain session,
      Map<SessionKey, Plain> plain,
      Random random) {
    int id = 1 + random.nextInt(5);
    String filter = "f/" + random.nextInt(4);
    switch (random.nextInt(8)) {
      case 0 -> {
        boolean forGood = random.nextBoolean();
        fact(block, origin, new SessionFact.Closed(forGood ? 0 : 1_000));
        session.open = false;
        if (forGood) {
          plain.remove(key);
        }
      }
      case 1 -> {
        fact(block, origin, new SessionFact.Subscribed(List.of(subscription(filter))));
        session.subscriptions.put(filter, subscription(filter));
      }
      case 2 -> {
        fact(block, origin, new SessionFact.Unsubscribed(List.of(filter)));
        session.subscriptions.remove(filter);
      }
      case 3, 4 -> {
        block.record(origin, SessionFact.CHANNEL.name(), MqttFlags.released(id), NOTHING);
        session.received.remove(id);
      }
      default -> {
        block.record(origin, "t", MqttFlags.message(2, false, false, id), NOTHING);
        session.received.add(id);
      }
    }
  }

  @Test
  void what_belongs_to_no_lasting_session_leaves_no_trace() {
    SessionFold fold = restored();
    Blocks block = new Blocks();
    block.record(origin("p", 1), "t", MqttFlags.message(2, false, false, 5), NOTHING);
    block.record(origin("p", 1), SessionFact.CHANNEL.name(), MqttFlags.released(5), NOTHING);
    fact(block, origin("p", 1), new SessionFact.Closed(10));

    fold.apply(block.build());

    assertThat(fold.sessions()).isEmpty();
  }

  @Test
  void a_will_has_no_packet_identifier_to_remember() {
    SessionFold fold = restored();
    Blocks block = new Blocks();
    fact(block, origin("p", 1), new SessionFact.Opened("c", false, 10));
    block.record(origin("p", 1), "t", MqttFlags.message(2, false, false, 0), NOTHING);

    fold.apply(block.build());

    assertThat(fold.sessions().iterator().next().received().size()).isZero();
  }

  @Test
  void sessions_that_nobody_came_back_for_are_forgotten_by_the_time_of_the_records() {
    SessionFold fold = restored();
    Blocks block = new Blocks().at(Times.SECOND);
    fact(block, origin("p", 1), new SessionFact.Opened("c", false, 60));
    fact(block, origin("p", 1), new SessionFact.Closed(60));
    fold.apply(block.build());
    fold.apply(new Blocks().at(60 * Times.SECOND).message("t", 0, "x").build());
    save(fold);
    assertThat(fold.sessions()).hasSize(1);

    fold.apply(new Blocks().at(61 * Times.SECOND).message("t", 0, "x").build());
    save(fold);

    assertThat(fold.sessions()).isEmpty();
    assertThat(restored().sessions()).isEmpty();
  }

  @Test
  void law2_facts_that_are_missing_end_all_sessions() {
    SessionFold fold = restored();
    Blocks block = new Blocks();
    fact(block, origin("p", 1), new SessionFact.Opened("c", false, 60));
    fold.apply(block.build());
    save(fold);

    fold.lost(new Loss(0, 1, 2, Loss.Reason.OVERTAKEN, "Retention."));
    save(fold);

    assertThat(restored().sessions()).isEmpty();
  }

  @Test
  void facts_survive_their_bytes() {
    SessionFact.Opened opened = new SessionFact.Opened("ü/☃", true, 0xffff_ffffL);
    SessionFact.Subscribed subscribed =
        new SessionFact.Subscribed(List.of(subscription("a/+"), subscription("#")));
    SessionFact.Unsubscribed unsubscribed = new SessionFact.Unsubscribed(List.of("a", "b/#"));

    assertThat(SessionFact.opened(opened.encode())).isEqualTo(opened);
    assertThat(SessionFact.closed(new SessionFact.Closed(5).encode()))
        .isEqualTo(new SessionFact.Closed(5));
    assertThat(SessionFact.subscribed(subscribed.encode())).isEqualTo(subscribed);
    assertThat(SessionFact.unsubscribed(unsubscribed.encode())).isEqualTo(unsubscribed);
  }

  @Test
  void bytes_that_are_no_fact_are_reported_as_damage() {
    long seed = 99;
    Random random = new Random(seed);
    byte[] good = new SessionFact.Subscribed(List.of(subscription("a/b/c"))).encode();
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
      if (bad.length > 0 && random.nextBoolean()) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Throwable thrown = catchThrowable(() -> SessionFact.subscribed(bad));
      if (thrown != null) {
        assertThat(thrown).as("seed %d", seed).isInstanceOf(MqttException.class);
      }
    }
    assertThatThrownBy(() -> SessionFact.opened(new byte[] {9}))
        .isInstanceOfSatisfying(
            MqttException.class,
            e -> assertThat(e.error()).isEqualTo(MqttError.MQTT_STATE_DAMAGED));
  }
}
