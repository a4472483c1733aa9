package io.millrace.pipeline.assembly;

import static io.millrace.pipeline.Plant.ANNA;
import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.account.Account;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.redecode.RedecodePreview;
import io.millrace.pipeline.redecode.RedecodeRequest;
import io.millrace.pipeline.redecode.RedecodeStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of readings afterwards: restarts, deletions, corrections, duplicates. */
class ReadingsAreKeptTest {
  private static final PointTraits NUMBER = PointTraits.undefined(ValueKind.DOUBLE);
  private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE);

  @TempDir private Path folder;
  private Station station;

  @BeforeEach
  void open() {
    station = new Station(folder);
    station.clock.pass(Duration.ofMinutes(10)); // so that no time is ahead
  }

  @AfterEach
  void close() {
    station.close();
  }

  @Test
  void law6_a_restart_goes_on_where_each_reader_stood() {
    PointId point = station.bind(PRESS, "c", "t", NUMBER);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      station.sendValue(PRESS, "c", "t", i, String.valueOf(i));
      expected.add((double) i + "@" + i);
      if (i % 20 == 7) {
        station.restart(); // in the middle: nobody waited for the readers
      }
    }
    assertThat(station.samples(point)).isEqualTo(expected);
    assertThat(station.latest(point)).isEqualTo("59.0@59");
    Account account = station.pipeline().accounts().total(PRESS);
    assertThat(account.received()).isEqualTo(60);
    assertThat(account.samples()).isEqualTo(60);
    SampleFates fates = station.fates().apply(PRESS);
    assertThat(fates.given()).isEqualTo(60);
    assertThat(fates.stored()).isEqualTo(60);
    assertThat(station.pipeline().audit()).isEmpty();
  }

  @Test
  void law12_the_same_again_is_a_duplicate_and_another_value_is_kept_beside_or_replaces() {
    PointId both = station.bind(PRESS, "c", "both", NUMBER);
    PointTraits replacing =
        new PointTraits(
            ValueKind.DOUBLE, "", Interpolation.LINEAR, SameTimePolicy.REPLACE, false, 0, 0);
    PointId last = station.bind(OVEN, "c", "last", replacing);
    for (String value : List.of("1", "1", "2")) {
      station.sendValue(PRESS, "c", "both", 0, value);
      station.sendValue(OVEN, "c", "last", 0, value);
    }
    assertThat(station.samples(both)).containsExactly("1.0@0", "2.0@0");
    assertThat(station.samples(last)).containsExactly("2.0@0");
    assertThat(station.latest(both)).isEqualTo("2.0@0");
    Function<SourceId, SampleFates> fates = station.fates();
    SampleFates kept = fates.apply(PRESS);
    assertThat(kept.duplicate()).isEqualTo(1);
    assertThat(kept.stored()).isEqualTo(2);
    SampleFates replaced = fates.apply(OVEN);
    assertThat(replaced.replaced()).isEqualTo(1);
    assertThat(replaced.duplicate()).isEqualTo(1);
    assertThat(replaced.balances()).isTrue();
  }

  @Test
  void law15_what_is_deleted_is_gone_everywhere_and_stays_so() {
    PointId point = station.bind(PRESS, "c", "t", NUMBER);
    station.sendValue(PRESS, "c", "t", 0, "1");
    station.sendValue(PRESS, "c", "t", 1, "2");
    station.settle();
    station.change(new SamplesDeleted(point, new TimeRange(NOW + Times.SECOND, NOW + Times.HOUR)));
    assertThat(station.samples(point)).containsExactly("1.0@0");
    assertThat(station.latest(point)).isEmpty();
    station.restart();
    assertThat(station.samples(point)).containsExactly("1.0@0");
    station.sendValue(PRESS, "c", "t", 1, "3"); // taken in afterwards: new
    assertThat(station.samples(point)).containsExactly("1.0@0", "3.0@1");
    assertThat(station.latest(point)).isEqualTo("3.0@1");
    assertThat(station.pipeline().audit()).isEmpty();
  }

  @Test
  void law9_a_corrected_mapping_is_previewed_ordered_and_taken_back() throws Exception {
    PointId point = station.bind(PRESS, "c", "t", NUMBER);
    station.sendValue(PRESS, "c", "t", 0, "10");
    station.sendValue(PRESS, "c", "t", 1, "20");
    station.change(new PointBound(PRESS, "c", "t", point, Long.MIN_VALUE, 0.1, 0));
    station.sendValue(PRESS, "c", "t", 2, "30");
    assertThat(station.samples(point)).containsExactly("10.0@0", "20.0@1", "3.0@2");

    var redecoding = station.pipeline().redecoding();
    RedecodePreview preview =
        redecoding.preview(new RedecodeRequest(PRESS, "#", ALWAYS), share -> true);
    assertThat(preview.messages()).isEqualTo(3);
    assertThat(preview.changedMessages()).isEqualTo(2);
    assertThat(preview.removedSamples()).isEqualTo(2);
    assertThat(preview.addedSamples()).isEqualTo(2);
    assertThat(station.samples(point))
        .as("a preview changes nothing")
        .hasSize(3)
        .contains("20.0@1");

    long order = redecoding.order(preview, ANNA);
    awaitDone(order);
    assertThat(station.samples(point)).containsExactly("1.0@0", "2.0@1", "3.0@2");
    assertThat(station.pipeline().audit()).isEmpty();
    station.restart();
    assertThat(station.samples(point)).containsExactly("1.0@0", "2.0@1", "3.0@2");

    long back = station.pipeline().redecoding().takeBack(order, PRESS, ANNA);
    awaitDone(back);
    assertThat(station.samples(point)).containsExactly("10.0@0", "20.0@1", "3.0@2");
    assertThat(station.pipeline().redecoding().status(PRESS).getLast().state())
        .isEqualTo(RedecodeStatus.State.TAKEN_BACK);
    assertThat(station.pipeline().accounts().total(PRESS).received()).isEqualTo(3);
  }

  private void awaitDone(long order) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                station.pipeline().redecoding().status(PRESS).stream()
                    .anyMatch(
                        each ->
                            each.number() == order && each.state() == RedecodeStatus.State.DONE));
  }

  @Test
  void law10_the_books_balance_whatever_comes_and_however_often_the_server_restarts() {
    long seed = 20_261_120;
    Random random = new Random(seed);
    station.bind(PRESS, "c", "t", NUMBER);
    long sent = 0;
    for (int i = 0; i < 600; i++) {
      SourceId source = random.nextBoolean() ? PRESS : OVEN;
      sent += source.equals(PRESS) ? 1 : 0;
      switch (random.nextInt(6)) {
        case 0 -> station.send(source, "c", "{\"garbage");
        case 1 -> station.send(source, "c", "{\"u" + random.nextInt(20) + "\":1}");
        default -> station.sendValue(source, "c", "t", random.nextInt(100), random.nextInt(3) + "");
      }
      if (random.nextInt(200) == 0) {
        station.restart();
      }
    }
    SampleFates fates = station.fates().apply(PRESS);
    Account account = station.pipeline().accounts().total(PRESS);
    assertThat(account.received()).as("seed %d", seed).isEqualTo(sent);
    assertThat(account.balances()).as("seed %d: %s", seed, account).isTrue();
    assertThat(fates.balances()).as("seed %d: %s", seed, fates).isTrue();
    assertThat(fates.given()).as("seed %d", seed).isEqualTo(account.samples());
    assertThat(fates.duplicate()).isPositive();
    assertThat(account.quarantined()).isPositive();
    assertThat(station.pipeline().quarantine().list(PRESS, null, null, 1_000))
        .hasSize((int) account.quarantined());
    assertThat(station.pipeline().audit()).isEmpty();
  }

  @Test
  void old_samples_fall_when_they_are_older_than_their_point_keeps_them_and_so_do_their_blobs() {
    PointId point =
        station.bind(
            PRESS,
            "c",
            "t",
            new PointTraits(
                ValueKind.DOUBLE,
                "",
                Interpolation.LINEAR,
                SameTimePolicy.KEEP_BOTH,
                false,
                0,
                30 * Times.DAY));
    PointId images =
        station.bind(
            PRESS,
            "camera",
            "",
            new PointTraits(
                ValueKind.RECORD,
                "",
                Interpolation.STEPPED,
                SameTimePolicy.KEEP_BOTH,
                false,
                0,
                30 * Times.DAY));
    station.sendValue(PRESS, "c", "t", 0, "1");
    station.send(Lane.LIVE, PRESS, new Channel("camera", "image/png"), new byte[5_000], Map.of());
    assertThat(station.samples(images)).hasSize(1);
    assertThat(station.pipeline().sweepBlobs(station.blobs()).orElseThrow().kept()).isEqualTo(1);

    station.clock.pass(Duration.ofDays(40));
    station.sendValue(PRESS, "c", "t", 40 * 86_400, "2");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              station.send(PRESS, "other", "{\"heartbeat\":1}"); // batches, to work between
              station.clock.pass(Duration.ofMinutes(10));
              return station.samples(point).equals(List.of("2.0@" + 40 * 86_400));
            });
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              station.send(PRESS, "other", "{\"heartbeat\":1}");
              station.clock.pass(Duration.ofMinutes(10));
              return station.samples(images).isEmpty();
            });
    assertThat(station.pipeline().sweepBlobs(station.blobs()).orElseThrow().deleted()).isEqualTo(1);
    assertThat(station.pipeline().audit()).isEmpty();
  }
}
