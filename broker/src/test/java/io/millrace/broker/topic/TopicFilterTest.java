package io.millrace.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topic names and filters: 4.7. */
class TopicFilterTest {
  private static TopicFilter filter(String text) {
    return TopicFilter.parse(text, 32);
  }

  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/tennis/player1/#, sport/tennis/player10, false",
    "sport/#, sport, true",
    "#, anything/at/all, true",
    "#, /, true",
    "sport/tennis/+, sport/tennis/player1, true",
    "sport/tennis/+, sport/tennis/player1/ranking, false",
    "sport/+, sport, false",
    "sport/+, sport/, true",
    "+/+, /finance, true",
    "/+, /finance, true",
    "+, /finance, false",
    "#, $SYS/uptime, false",
    "+/monitor/Clients, $SYS/monitor/Clients, false",
    "$SYS/#, $SYS/uptime, true",
    "$SYS/monitor/+, $SYS/monitor/Clients, true",
    "a/+/#, a, false",
    "a/+/#, a/b, true",
    "Accounts, ACCOUNTS, false",
  })
  void clause_4_7_filters_match_as_the_standard_says(
      String filter, String topic, boolean expected) {
    assertThat(filter(filter).matches(topic)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "+", "/", "a/b", "+/tennis/#", "a/+/b", "//", "a//b"})
  void clause_4_7_1_good_filters_are_taken(String text) {
    assertThat(filter(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sport/tennis#", "sport/#/ranking", "sport+", "a/+b", "##", "++", "a\nb"})
  void clause_4_7_1_bad_filters_are_refused(String text) {
    assertThatThrownBy(() -> filter(text))
        .isInstanceOfSatisfying(
            MqttException.class,
            e -> assertThat(e.error()).isEqualTo(MqttError.MQTT_TOPIC_FILTER_INVALID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/+", "#", "a/#/b", "a\u0001b", "a/b/c/d"})
  void clause_3_3_2_2_bad_topic_names_are_refused(String topic) {
    assertThatThrownBy(() -> TopicName.checked(topic, 3))
        .isInstanceOfSatisfying(
            MqttException.class,
            e -> assertThat(e.error()).isEqualTo(MqttError.MQTT_TOPIC_NAME_INVALID));
  }

  @Test
  void a_filter_covers_another_exactly_if_it_matches_all_that_the_other_matches() {
    long seed = 20_261_120;
    Random random = new Random(seed);
    List<String> topics = allTopics();
    for (int i = 0; i < 3_000; i++) {
      TopicFilter one = filter(randomFilter(random));
      TopicFilter other = filter(randomFilter(random));
      boolean includesAll = topics.stream().filter(other::matches).allMatch(one::matches);

      assertThat(one.covers(other))
          .as("seed %d: %s covers %s", seed, one.text(), other.text())
          .isEqualTo(includesAll);
    }
  }

  /** Topics deep and varied enough to tell any two of the random filters apart. */
  private static List<String> allTopics() {
    List<String> topics = new ArrayList<>();
    List<String> level = List.of("a", "b", "other", "", "$c");
    List<String> last = List.of("");
    for (int depth = 1; depth <= 4; depth++) {
      List<String> next = new ArrayList<>();
      for (String prefix : last) {
        for (String name : level) {
          next.add(depth == 1 ? name : prefix + "/" + name);
        }
      }
      topics.addAll(next.stream().filter(topic -> !topic.isEmpty()).toList());
      last = next;
    }
    return topics;
  }

  private static String randomFilter(Random random) {
    int levels = 1 + random.nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      String level =
          switch (random.nextInt(6)) {
            case 0 -> "+";
            case 1 -> i == levels - 1 ? "#" : "b";
            case 2 -> i == 0 ? "$c" : "b";
            case 3 -> "b";
            default -> "a";
          };
      text.append(i == 0 ? "" : "/").append(level);
    }
    return text.toString();
  }
}
