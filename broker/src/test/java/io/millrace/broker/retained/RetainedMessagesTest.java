package io.millrace.broker.retained;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.message.Message;
import io.millrace.broker.settings.RetainedLimits;
import io.millrace.broker.support.Blocks;
import io.millrace.broker.topic.TopicFilter;
import io.millrace.journal.Cursor;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.StateChanges;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.time.Times;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetainedMessagesTest {
  private static final List<String> LEVELS = List.of("a", "b", "c", "");
  private final MemoryReaderStore store = new MemoryReaderStore();

  private void save(RetainedMessages retained) {
    StateChanges changes = new StateChanges();
    retained.save(changes);
    store.commit(Cursor.START, changes, List.of());
  }

  private RetainedMessages restored() {
    RetainedMessages retained = new RetainedMessages(RetainedLimits.DEFAULTS);
    retained.restore(store.state());
    return retained;
  }

  private static Map<String, String> match(RetainedMessages retained, String filter) {
    return retained.match(TopicFilter.parse(filter, 32), 0).stream()
        .collect(
            Collectors.toMap(
                Message::topic,
                message ->
                    new String(
                        message.bytes(),
                        message.payloadFrom(),
                        message.payloadLength(),
                        StandardCharsets.UTF_8)));
  }

  @Test
  void law6_whatever_happens_it_is_the_newest_of_each_topic_also_when_stored_and_read_back() {
    long seed = 1_883;
    Random random = new Random(seed);
    RetainedMessages retained = new RetainedMessages(RetainedLimits.DEFAULTS);
    Map<String, String> naive = new TreeMap<>();
    for (int step = 0; step < 400; step++) {
      Blocks block = new Blocks();
      for (int i = random.nextInt(20); i >= 0; i--) {
        String topic = randomTopic(random);
        boolean retain = random.nextInt(4) > 0;
        String payload = random.nextInt(4) == 0 ? "" : "p" + random.nextInt();
        block.message(topic, MqttFlags.message(1, retain, false, 1), payload);
        if (retain && payload.isEmpty()) {
          naive.remove(topic);
        } else if (retain) {
          naive.put(topic, payload);
        }
      }
      retained.apply(block.build());
      if (random.nextInt(10) == 0) {
        save(retained);
        if (random.nextBoolean()) {
          retained = restored();
        }
      }

      assertThat(retained.count()).as("seed %d, step %d", seed, step).isEqualTo(naive.size());
      TopicFilter filter = TopicFilter.parse(randomFilter(random), 32);
      assertThat(match(retained, filter.text()))
          .as("seed %d, step %d, filter %s", seed, step, filter.text())
          .isEqualTo(
              naive.entrySet().stream()
                  .filter(entry -> filter.matches(entry.getKey()))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
  }

  private static String randomTopic(Random random) {
    String topic = LEVELS.get(random.nextInt(LEVELS.size()));
    for (int i = random.nextInt(3); i > 0; i--) {
      topic += "/" + LEVELS.get(random.nextInt(LEVELS.size()));
    }
    return topic.isEmpty() ? "$server/x" : topic;
  }

  private static String randomFilter(Random random) {
    String[] levels = randomTopic(random).split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = random.nextInt(3) == 0 ? "+" : levels[i];
    }
    levels[levels.length - 1] = random.nextInt(3) == 0 ? "#" : levels[levels.length - 1];
    return String.join("/", levels);
  }

  @Test
  void records_of_other_protocols_are_not_retained() {
    RetainedMessages retained = restored();

    retained.apply(
        new Blocks("http").message("ingest", MqttFlags.message(0, true, false, 0), "x").build());

    assertThat(retained.count()).isZero();
  }

  @Test
  void memory_is_counted_and_given_back() {
    RetainedMessages retained = restored();
    int flags = MqttFlags.message(0, true, false, 0);
    retained.apply(new Blocks().message("t", flags, "x".repeat(1_000)).build());
    long full = retained.bytes();
    retained.apply(new Blocks().message("t", flags, "y").build());
    long small = retained.bytes();
    retained.apply(new Blocks().message("t", flags, "").build());

    assertThat(full - small).isEqualTo(999);
    assertThat(retained.bytes()).isZero();
  }

  @Test
  void properties_count_too() {
    RetainedMessages retained = restored();
    int flags = MqttFlags.message(0, true, false, 0);
    retained.apply(new Blocks().message("t", flags, "x").build());
    long bare = retained.bytes();
    Map<String, String> attributes = Map.of("mqtt.user.0.note", "y".repeat(5_000));
    retained.apply(new Blocks().message("t", flags, "x", attributes).build());

    assertThat(retained.bytes() - bare).isBetween(5_000L, 5_200L);
  }

  @Test
  void a_replaced_message_does_not_expire_its_successor() {
    RetainedMessages retained = restored();
    int flags = MqttFlags.message(0, true, false, 0);
    for (String expiryS : List.of("10", "20", "60")) {
      retained.apply(
          new Blocks().message("t", flags, "x", Map.of("mqtt.messageExpiryS", expiryS)).build());
    }
    retained.apply(new Blocks().at(30 * Times.SECOND).message("u", flags, "y").build());
    save(retained);
    assertThat(retained.count()).isEqualTo(2);

    retained.apply(new Blocks().at(90 * Times.SECOND).message("u", flags, "y").build());
    save(retained);
    assertThat(retained.count()).isEqualTo(1);
  }
}
