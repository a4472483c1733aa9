package io.millrace.pipeline.account;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.SourceId;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.FoldRun;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.decode.PointSamples;
import io.millrace.pipeline.decode.SystemRecords;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE);

  private final Plant plant = new Plant();
  private final Accounts accounts = new Accounts(AccountSettings.DEFAULTS, plant.context);
  private final FoldRun<?> reader = new FoldRun<>(plant, accounts.fold(), Lane.LIVE, Lane.BULK);

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void law10_messages_received_are_decoded_quarantined_or_refused_by_a_named_policy() {
    plant.change(new MappingDefined(PRESS, List.of(new MappingRule("x/#", "ignore", Map.of()))));
    plant.send(PRESS, "c", "{\"a\":1,\"b\":2}");
    plant.send(PRESS, "c", "{\"a\":");
    plant.send(PRESS, "x/debug", "noise");
    plant.send(Lane.BULK, PRESS, "c", "5", NOW);
    plant.send(
        Lane.LIVE, PRESS, new Channel("c", ""), new byte[0], NOW, MqttFlags.released(1), Map.of());
    reader.run();

    Account total = accounts.total(PRESS);
    assertThat(total.received()).isEqualTo(4);
    assertThat(total.bulk()).isEqualTo(1);
    assertThat(total.decoded()).isEqualTo(2);
    assertThat(total.quarantined()).isEqualTo(1);
    assertThat(total.ignored()).isEqualTo(1);
    assertThat(total.samples()).isEqualTo(3);
    assertThat(total.bytes()).isEqualTo(13 + 5 + 5 + 1);
    assertThat(total.balances()).isTrue();
    assertThat(accounts.audit(source -> null)).isEmpty();
    assertThat(accounts.sources()).containsExactly(PRESS);
  }

  @Test
  void law10_counts_are_kept_by_day_of_receive_time() {
    plant.send(Lane.LIVE, PRESS, "c", "1", NOW);
    plant.send(Lane.LIVE, PRESS, "c", "1", NOW + Times.DAY);
    plant.send(Lane.LIVE, PRESS, "c", "1", NOW + Times.DAY);
    reader.run();
    SortedMap<LocalDate, Account> days = accounts.days(PRESS, TODAY, TODAY.plusDays(5));
    assertThat(days).containsOnlyKeys(TODAY, TODAY.plusDays(1));
    assertThat(days.get(TODAY)).extracting(a -> a == null ? 0 : a.received()).isEqualTo(1L);
    assertThat(accounts.total(PRESS).received()).isEqualTo(3);
  }

  @Test
  void law10_a_message_that_comes_out_of_quarantine_was_received_once() {
    plant.send(PRESS, "c", "{\"a\":");
    RecordBatch batch = new RecordBatch(Lane.BULK);
    batch.add(
        SystemRecords.retry(PRESS, "user:anna"), new Channel("c", ""), NOW, 0, "1".getBytes(UTF_8));
    plant.journal.append(batch).join();
    reader.run();
    Account total = accounts.total(PRESS);
    assertThat(total.received()).isEqualTo(1);
    assertThat(total.quarantined()).isZero();
    assertThat(total.decoded()).isEqualTo(1);
    assertThat(total.retried()).isEqualTo(1);
    assertThat(total.balances()).isTrue();
  }

  @Test
  void what_millrace_writes_itself_is_not_received() {
    PointSamples samples = new PointSamples();
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    batch.add(
        SystemRecords.points(PRESS, "millrace"),
        new Channel("m", ""),
        NOW,
        0,
        samples.toByteArray());
    plant.journal.append(batch).join();
    reader.run();
    assertThat(accounts.total(PRESS).received()).isZero();
    assertThat(accounts.total(PRESS).system()).isEqualTo(1);
  }

  @Test
  void lines_that_cannot_be_read_are_counted_apart() {
    plant.send(
        Lane.LIVE,
        OVEN,
        new Channel("/write", ""),
        "m f=1\nbad\n".getBytes(UTF_8),
        NOW,
        0,
        Map.of("format", "influx-line"));
    reader.run();
    assertThat(accounts.total(OVEN).decoded()).isEqualTo(1);
    assertThat(accounts.total(OVEN).rejectedParts()).isEqualTo(1);
  }

  @Test
  void law10_a_line_that_comes_out_of_quarantine_is_no_message() {
    sendLines("m f=1\nbad\nm f=2\nworse");
    reader.run();
    assertThat(accounts.total(OVEN).rejectedParts()).isEqualTo(2);
    retry(OVEN, "1-7-2", "influx-line", "m f=3");
    retry(OVEN, "1-7-4", "influx-line", "worse");
    reader.run();
    Account total = accounts.total(OVEN);
    assertThat(total.rejectedParts()).isEqualTo(1);
    assertThat(total.quarantined()).isZero();
    assertThat(total.decoded()).isEqualTo(1);
    assertThat(total.samples()).isEqualTo(3);
    retry(OVEN, "1-7-4", "influx-line", "m f=4");
    reader.run();
    assertThat(accounts.total(OVEN).rejectedParts()).isZero();
    assertThat(accounts.audit(source -> null)).isEmpty();
  }

  @Test
  void law10_an_entry_that_two_people_retry_counts_once_also_after_a_crash() {
    plant.send(PRESS, "c", "{");
    retry(PRESS, "1-0-0", "", "1");
    reader.run();
    reader.commit();
    reader.crash();
    retry(PRESS, "1-0-0", "", "1");
    reader.run();
    Account total = accounts.total(PRESS);
    assertThat(total.quarantined()).isZero();
    assertThat(total.decoded()).isEqualTo(1);
    assertThat(total.balances()).isTrue();
  }

  private void sendLines(String lines) {
    plant.send(
        Lane.LIVE,
        OVEN,
        new Channel("/write", ""),
        lines.getBytes(UTF_8),
        NOW,
        0,
        Map.of("format", "influx-line"));
  }

  private void retry(SourceId source, String entry, String format, String content) {
    RecordBatch batch = new RecordBatch(Lane.BULK);
    batch.add(
        SystemRecords.retry(source, "user:anna"),
        new Channel("/write", ""),
        NOW,
        0,
        content.getBytes(UTF_8));
    batch.attributesOfLast(
        format.isEmpty()
            ? Map.of(SystemRecords.RETRY_OF, entry)
            : Map.of(SystemRecords.RETRY_OF, entry, "format", format));
    plant.journal.append(batch).join();
  }

  @Test
  void law10_missing_sequence_numbers_are_a_gap_with_start_end_and_cause() {
    seq(1, 0);
    seq(2, 1);
    other(3); // others are heard meanwhile
    other(4);
    other(5);
    seq(6, 6);
    reader.run();
    List<Gap> gaps = accounts.gaps(PRESS, ALWAYS, 10);
    assertThat(gaps)
        .containsExactly(
            new Gap(PRESS, 1, "c", Gap.Kind.SEQUENCE, at(1), at(6), 3, 0, Gap.Cause.SENDER));
    assertThat(accounts.total(PRESS).missing()).isEqualTo(3);
    assertThat(accounts.total(PRESS).expected()).isEqualTo(6);
  }

  @Test
  void law10_a_number_that_comes_late_fills_its_gap() {
    seq(1, 0);
    seq(4, 1);
    seq(3, 2);
    seq(3, 3); // again
    seq(2, 4);
    seq(5, 5);
    reader.run();
    Gap gap = accounts.gaps(PRESS, ALWAYS, 10).getFirst();
    assertThat(gap.isFilled()).isTrue();
    assertThat(accounts.gaps(PRESS, ALWAYS, 10)).hasSize(1);
    assertThat(accounts.total(PRESS).missing()).isZero();
  }

  @Test
  void a_device_that_counts_anew_leaves_no_gap() {
    seq(100, 0);
    seq(101, 1);
    seq(0, 2);
    seq(1, 3);
    seq(50_000_000, 4); // no plausible number of lost messages
    reader.run();
    assertThat(accounts.gaps(PRESS, ALWAYS, 10)).isEmpty();
  }

  @Test
  void a_new_connection_is_the_cause_of_what_went_missing_before_it() {
    seq(1, 0);
    other(1);
    other(2);
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    batch.add(
        new Origin(PRESS, "token:test", 2, "mqtt/5"),
        new Channel("c", ""),
        at(3),
        0,
        "{\"seq\":9,\"values\":{}}".getBytes(UTF_8));
    plant.journal.append(batch).join();
    reader.run();
    assertThat(accounts.gaps(PRESS, ALWAYS, 10).getFirst().cause())
        .isEqualTo(Gap.Cause.CONNECTION_LOST);
  }

  @Test
  void law10_a_silence_beyond_the_expected_period_is_a_gap_that_late_data_fills() {
    define(PRESS, Times.SECOND);
    live(0, NOW);
    live(1, at(1));
    live(11, at(2)); // back after ten seconds, with what it kept meanwhile
    reader.run();
    Gap gap = accounts.gaps(PRESS, ALWAYS, 10).getFirst();
    assertThat(gap.kind()).isEqualTo(Gap.Kind.PERIOD);
    assertThat(gap.missing()).isEqualTo(9);
    assertThat(gap.filled()).isEqualTo(1);
    assertThat(gap.cause()).isEqualTo(Gap.Cause.NOTHING_RECEIVED);
    for (int s = 3; s <= 10; s++) {
      live(11, at(s));
    }
    live(12, at(12));
    reader.run();
    assertThat(accounts.gaps(PRESS, ALWAYS, 10)).hasSize(1).allMatch(Gap::isFilled);
    assertThat(accounts.total(PRESS).missing()).isZero();
  }

  @Test
  void law6_a_replay_after_a_crash_doubles_nothing() {
    define(PRESS, Times.SECOND);
    Random random = new Random(3);
    long number = 0;
    long second = 0;
    for (int i = 0; i < 300; i++) {
      number += random.nextInt(10) == 0 ? 3 : 1;
      second += random.nextInt(10) == 0 ? 5 : 1;
      switch (random.nextInt(4)) {
        case 0 -> plant.send(Lane.BULK, OVEN, "c", "{", at(second));
        case 1 -> live(second, at(second - 3));
        default -> seq(number, second);
      }
      if (random.nextInt(20) == 0) {
        reader.run();
      }
      if (random.nextInt(30) == 0) {
        reader.commit();
      }
      if (random.nextInt(30) == 0) {
        reader.crash();
      }
    }
    reader.run();
    Accounts fresh = new Accounts(AccountSettings.DEFAULTS, plant.context);
    new FoldRun<>(plant, fresh.fold(), Lane.LIVE, Lane.BULK).run();
    for (SourceId source : List.of(PRESS, OVEN)) {
      assertThat(accounts.total(source)).isEqualTo(fresh.total(source));
      assertThat(accounts.gaps(source, ALWAYS, 1000))
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("cause")
          .isEqualTo(fresh.gaps(source, ALWAYS, 1000));
      assertThat(accounts.days(source, TODAY, TODAY.plusDays(3)))
          .isEqualTo(fresh.days(source, TODAY, TODAY.plusDays(3)));
    }
    assertThat(accounts.audit(source -> null)).isEmpty();
    assertThat(accounts.total(PRESS).missing()).isPositive();
  }

  @Test
  void accounts_are_bounded() {
    Accounts small = new Accounts(new AccountSettings(2, 3, 2, 2), plant.context);
    FoldRun<?> run = new FoldRun<>(plant, small.fold(), Lane.LIVE);
    for (int day = 0; day < 4; day++) {
      for (int n = 0; n < 3; n++) {
        plant.send(
            Lane.LIVE,
            PRESS,
            "c" + n,
            "{\"seq\":" + 10 * day + ",\"values\":{}}",
            NOW + day * Times.DAY);
      }
      run.run();
      run.commit();
    }
    plant.send(Lane.LIVE, PRESS, "c2", "{\"seq\":99,\"values\":{}}", NOW + 4 * Times.DAY);
    run.run();
    run.commit();
    run.crash();
    assertThat(small.days(PRESS, TODAY, TODAY.plusDays(9))).hasSize(2);
    assertThat(small.gaps(PRESS, ALWAYS, 100)).hasSizeLessThanOrEqualTo(3);
    assertThat(small.total(PRESS).received()).isEqualTo(13);
  }

  @Test
  void an_account_that_does_not_balance_is_told() {
    plant.send(PRESS, "c", "1");
    reader.run();
    assertThat(accounts.audit(source -> new SampleFates(5, 3, 1, 0, 0, 0, 0)))
        .extracting(Imbalance::source)
        .containsExactly(PRESS);
    assertThat(accounts.audit(source -> new SampleFates(5, 3, 1, 1, 0, 0, 0))).isEmpty();
  }

  private void define(SourceId source, long periodNs) {
    plant.change(
        new SourceDefined(
            source, "s", UnknownPoints.UNMAPPED, 100, 10 * Times.SECOND, periodNs, false));
  }

  private void seq(long number, long second) {
    plant.send(Lane.LIVE, PRESS, "c", "{\"seq\":" + number + ",\"values\":{\"a\":1}}", at(second));
  }

  private void other(long second) {
    plant.send(Lane.LIVE, OVEN, "c", "1", at(second));
  }

  private void live(long second, long claimNs) {
    plant.send(Lane.LIVE, PRESS, "l", "{\"ts\":" + claimNs / Times.MS + ",\"a\":1}", at(second));
  }

  private static long at(long second) {
    return NOW + second * Times.SECOND;
  }
}
