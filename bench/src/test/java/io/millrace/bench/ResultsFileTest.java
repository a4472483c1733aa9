package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code results.json}: what is written comes back, and a name stands once. */
class ResultsFileTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @TempDir Path folder;
  private ResultsFile file;

  @BeforeEach
  void open() {
    file = new ResultsFile(folder.resolve("results.json"));
  }

  @Test
  void a_file_that_does_not_exist_holds_nothing() throws IOException {
    assertThat(file.read()).isEmpty();
  }

  @Test
  void what_is_recorded_comes_back() throws IOException {
    Result full =
        result(
            Measurement.of("ingest_msgs_per_s", 251_000.5, "messages/s")
                .withGoal(Goal.atLeast(250_000))
                .withPeer("mosquitto 2.0.11", 150_000));
    Result bare = result(Measurement.of("startup_s", 2.5, "s"));

    file.merge(List.of(bare, full));

    assertThat(file.read()).containsExactly(full, bare);
  }

  @Test
  void a_new_figure_takes_the_place_of_the_old_one_and_leaves_the_others() throws IOException {
    Result other = result(Measurement.of("b_other", 1, "s"));
    file.merge(List.of(result(Measurement.of("a_figure", 1, "s")), other));

    Result newer = result(Measurement.of("a_figure", 2, "s"));
    file.merge(List.of(newer));

    assertThat(file.read()).containsExactly(newer, other);
  }

  @Test
  void the_file_has_the_fields_that_its_readers_rely_on() throws IOException {
    file.merge(List.of(result(Measurement.of("startup_s", 2.5, "s").withGoal(Goal.below(3)))));

    assertThat(Files.readString(folder.resolve("results.json")))
        .contains(
            "\"name\" : \"startup_s\"",
            "\"value\" : 2.5",
            "\"unit\" : \"s\"",
            "\"goal\" : \"< 3\"",
            "\"peer\" : null",
            "\"peerValue\" : null",
            "\"machine\" : \"a machine\"",
            "\"commit\" : \"abc\"",
            "\"date\" : \"2026-11-20\"");
  }

  private static Result result(Measurement measurement) {
    return new Result(measurement, "a machine", "abc", DAY);
  }
}
