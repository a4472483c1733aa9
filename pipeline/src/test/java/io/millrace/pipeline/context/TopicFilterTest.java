package io.millrace.pipeline.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicFilterTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/c, false",
    "a/+, a/b, true",
    "a/+, a/b/c, false",
    "a/+, a, false",
    "a/+, a/, true",
    "+, a, true",
    "+, a/b, false",
    "+/+, /a, true",
    "/+, /a, true",
    "#, a/b, true",
    "#, '', true",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/#, ab, false",
    "a/+/c, a/b/c, true",
    "a/+/c, a//c, true",
    "a/+/#, a/b, true",
    "a/+/#, a, false",
    "+/b/#, a/b/c/d, true",
    "'', '', true",
    "'', a, false",
    "a, '', false",
    "a/, a/, true",
    "a/, a, false",
    "a, a/, false"
  })
  void a_filter_matches_as_in_mqtt(String filter, String name, boolean expected) {
    assertThat(TopicFilter.matches(filter, name)).isEqualTo(expected);
  }
}
