package io.millrace.security.authorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT 5.0, 4.7. */
class ChannelFilterTest {
  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/#, sport, true",
    "#, a/b/c, true",
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
    "Accounts, accounts, false",
    "a, ab, false",
    "ab, a, false",
    "a/b, a, false",
    "a, a/b, false",
  })
  void names_match_as_the_standard_says(String filter, String name, boolean matches) {
    assertThat(new ChannelFilter(filter).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#", "#/a", "a/#/b", "a+", "+a/b", "a/b+c", "a\nb", "a\u0000"})
  void what_is_no_filter_is_refused(String text) {
    assertThatThrownBy(() -> new ChannelFilter(text))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessError.TOKEN_INVALID))
        .hasMessageNotContaining("\n");
  }

  @Test
  void filters_have_bounds() {
    assertThatThrownBy(() -> new ChannelFilter("a".repeat(ChannelFilter.MAX_LENGTH + 1)))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> new ChannelFilter("/".repeat(200)))
        .isInstanceOf(AccessException.class);
    List<String> many = Stream.generate(() -> "a").limit(ChannelFilters.MAX_FILTERS + 1).toList();
    assertThatThrownBy(() -> ChannelFilters.of(many)).isInstanceOf(AccessException.class);
  }

  @Test
  void a_name_with_wildcards_matches_nothing() {
    assertThat(ChannelFilters.ALL.matches("a/+")).isFalse();
    assertThat(ChannelFilters.ALL.matches("a/#")).isFalse();
    assertThat(ChannelFilters.ALL.matches("")).isFalse();
  }

  @Test
  void one_filter_covers_another_exactly_if_it_matches_all_that_the_other_matches() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> names = allNames();
    for (int i = 0; i < 3000; i++) {
      ChannelFilter wide = randomFilter(random);
      ChannelFilter narrow = randomFilter(random);
      boolean expected =
          names.stream().filter(narrow::matches).allMatch(name -> wide.matches(name));
      assertThat(wide.covers(narrow))
          .as("does %s cover %s? (seed %d)", wide, narrow, seed)
          .isEqualTo(expected);
    }
  }

  /** All names of up to four levels over three words; one word more than filters have. */
  private static List<String> allNames() {
    List<String> words = List.of("a", "b", "c");
    List<String> firsts = List.of("a", "b", "c", "$s");
    List<String> names = new ArrayList<>(firsts);
    List<String> longest = firsts;
    for (int level = 2; level <= 4; level++) {
      List<String> next = new ArrayList<>();
      for (String name : longest) {
        words.forEach(word -> next.add(name + "/" + word));
      }
      names.addAll(next);
      longest = next;
    }
    return names;
  }

  private static ChannelFilter randomFilter(Random random) {
    int levels = 1 + random.nextInt(3);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      int choice = random.nextInt(6);
      if (choice == 0) {
        parts.add("#");
        break;
      }
      parts.add(
          choice == 1 ? "+" : choice == 2 && i == 0 ? "$s" : random.nextBoolean() ? "a" : "b");
    }
    return new ChannelFilter(String.join("/", parts));
  }
}
