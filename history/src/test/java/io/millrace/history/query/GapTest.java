package io.millrace.history.query;

import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.OpenedHistory;
import io.millrace.history.query.Gap.Cause;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapTest {
  private static final String NOON = "2026-11-20T12:00:00Z";

  private final OpenedHistory history = new OpenedHistory();
  private final int point = history.point(ValueKind.DOUBLE);

  @AfterEach
  void close() {
    history.close();
  }

  private List<Gap> gaps(String from, String to, long maxSilenceNs, String now) {
    GapAnswer answer =
        history
            .reader()
            .gaps(point, new GapRequest(new TimeRange(at(from), at(to)), maxSilenceNs, at(now)));
    assertThat(answer.isComplete()).isTrue();
    return answer.gaps();
  }

  private void everyMinute(String from, int count) {
    for (int i = 0; i < count; i++) {
      history.write(point, at(from) + i * Times.MINUTE, 1);
    }
  }

  @Test
  void silence_longer_than_it_should_be_is_a_gap() {
    everyMinute("2026-11-20T08:00:00Z", 60);
    everyMinute("2026-11-20T09:30:00Z", 151);
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, 3 * Times.MINUTE, NOON))
        .containsExactly(
            new Gap(at("2026-11-20T08:59:00Z"), at("2026-11-20T09:30:00Z"), Cause.SILENCE, false));
  }

  @Test
  void silence_that_lasts_is_an_open_gap_up_to_now() {
    everyMinute("2026-11-20T08:00:00Z", 10);
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, 3 * Times.MINUTE, "2026-11-20T10:00:00Z"))
        .containsExactly(
            new Gap(at("2026-11-20T08:09:00Z"), at("2026-11-20T10:00:00Z"), Cause.SILENCE, true));
  }

  @Test
  void law13_a_marker_begins_a_gap_that_the_next_reading_ends() {
    everyMinute("2026-11-20T08:00:00Z", 10);
    history.write(point, at("2026-11-20T08:10:00Z"), 0, Quality.BAD_NO_COMMUNICATION);
    history.write(point, at("2026-11-20T08:20:00Z"), 0, Quality.BAD_NO_COMMUNICATION);
    everyMinute("2026-11-20T08:30:00Z", 211);
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, 0, NOON))
        .containsExactly(
            new Gap(
                at("2026-11-20T08:10:00Z"),
                at("2026-11-20T08:30:00Z"),
                Cause.NO_COMMUNICATION,
                false));
  }

  @Test
  void a_gap_that_began_before_the_range_is_found() {
    everyMinute("2026-11-20T06:00:00Z", 5);
    everyMinute("2026-11-20T09:00:00Z", 181);
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, 3 * Times.MINUTE, NOON))
        .containsExactly(
            new Gap(at("2026-11-20T06:04:00Z"), at("2026-11-20T09:00:00Z"), Cause.SILENCE, false));
  }

  @Test
  void a_gap_that_ends_after_the_range_is_found() {
    everyMinute("2026-11-20T06:00:00Z", 5);
    everyMinute("2026-11-20T18:00:00Z", 5);
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, 3 * Times.MINUTE, "2026-11-21T00:00:00Z"))
        .containsExactly(
            new Gap(at("2026-11-20T06:04:00Z"), at("2026-11-20T18:00:00Z"), Cause.SILENCE, false));
  }

  @Test
  void chunks_without_gaps_are_passed_over_and_those_with_gaps_are_not() {
    for (int day = 1; day <= 9; day++) {
      everyMinute("2026-11-0" + day + "T00:00:00Z", day == 5 ? 1000 : 1440);
    }
    history.checkpoint("");
    assertThat(gaps("2026-11-01T00:00:00Z", "2026-11-10T00:00:00Z", 2 * Times.MINUTE, NOON))
        .extracting(Gap::fromNs)
        .containsExactly(at("2026-11-05T16:39:00Z"));
  }

  @Test
  void a_point_that_never_had_a_sample_has_no_gap() {
    assertThat(gaps("2026-11-20T08:00:00Z", NOON, Times.MINUTE, NOON)).isEmpty();
  }
}
