package io.millrace.pipeline.quarantine;

import static io.millrace.pipeline.Plant.ANNA;
import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.journal.Channel;
import io.millrace.journal.Durability;
import io.millrace.journal.Lane;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.QuarantineResolution;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import io.millrace.pipeline.FoldRun;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.SettableClock;
import io.millrace.pipeline.account.AccountSettings;
import io.millrace.pipeline.account.Accounts;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.error.PipelineException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuarantineTest {
  private final Plant plant = new Plant();
  private final SettableClock clock = new SettableClock();
  private Quarantine quarantine = new Quarantine(QuarantineSettings.DEFAULTS, plant.journal, clock);
  private FoldRun<?> reader = run(quarantine);

  @AfterEach
  void close() {
    plant.close();
  }

  private FoldRun<?> run(Quarantine each) {
    return new FoldRun<>(plant, each.fold(), Lane.LIVE, Lane.BULK, Lane.CONTEXT);
  }

  @Test
  void a_message_that_cannot_be_read_is_kept_with_its_reason() {
    plant.send(
        Lane.LIVE,
        PRESS,
        new Channel("c", "application/json"),
        "{\"a\":".getBytes(UTF_8),
        NOW,
        0,
        Map.of("x", "y"));
    reader.run();
    QuarantineEntry entry = all().getFirst();
    assertThat(entry.source()).isEqualTo(PRESS);
    assertThat(entry.code()).isEqualTo("PAYLOAD_MALFORMED");
    assertThat(entry.reason()).contains("the end of the message");
    assertThat(entry.channel()).isEqualTo("c");
    assertThat(entry.contentType()).isEqualTo("application/json");
    assertThat(entry.principal()).isEqualTo("token:test");
    assertThat(entry.attributes()).containsEntry("x", "y");
    assertThat(entry.receiveTimeNs()).isEqualTo(NOW);
    assertThat(quarantine.content(entry.id())).isEqualTo("{\"a\":".getBytes(UTF_8));
    assertThat(EntryId.of(entry.id().toString())).isEqualTo(entry.id());
  }

  @Test
  void law6_entries_outlive_a_crash_and_their_bytes_are_the_quarantines_own() {
    plant.send(PRESS, "c", "bad{".repeat(10) + "\u0000{");
    plant.send(PRESS, "c", "{1");
    reader.run();
    reader.commit();
    plant.send(PRESS, "c", "{2");
    reader.run();
    reader.crash();
    assertThat(all()).hasSize(1);
    assertThat(new String(quarantine.content(all().getFirst().id()), UTF_8)).isEqualTo("{1");
    reader.run();
    assertThat(all()).hasSize(2);
    assertThat(quarantine.statistics().taken()).isEqualTo(2);
  }

  @Test
  void a_retry_decodes_with_todays_configuration_and_the_entry_goes() {
    PointId point = plant.bind(PRESS, "c", "s", ValueKind.ENUMERATION);
    plant.send(PRESS, "c", "{\"s\":\"HALT\"}");
    reader.run();
    assertThat(all().getFirst().code()).isEqualTo("ENUMERATION_TEXT_UNKNOWN");

    plant.change(new EnumerationDefined(point, Map.of("HALT", 4L)));
    quarantine.retry(List.of(all().getFirst().id()), ANNA).join();
    reader.run();
    assertThat(all()).isEmpty();
    assertThat(plant.lines(plant.decode(Lane.BULK).getLast()).getFirst()).endsWith("=#4@0");
    assertThat(quarantine.resolutions())
        .extracting(Resolution::what, Resolution::by, Resolution::atNs)
        .containsExactly(tuple(QuarantineResolution.RETRIED, ANNA, clock.nowNs()));
    Accounts accounts = new Accounts(AccountSettings.DEFAULTS, plant.context);
    new FoldRun<>(plant, accounts.fold(), Lane.LIVE, Lane.BULK).run();
    assertThat(accounts.total(PRESS).quarantined()).isZero();
    assertThat(accounts.total(PRESS).decoded()).isEqualTo(1);
    assertThat(accounts.audit(source -> null)).isEmpty();
  }

  @Test
  void what_fails_again_comes_back() {
    plant.send(PRESS, "c", "{");
    reader.run();
    EntryId first = all().getFirst().id();
    quarantine.retry(List.of(first), ANNA).join();
    reader.run();
    assertThat(all()).hasSize(1);
    assertThat(all().getFirst().attributes()).containsEntry("millrace.retry-of", first.toString());
    assertThatExceptionOfType(PipelineException.class)
        .isThrownBy(() -> quarantine.retry(List.of(first), ANNA))
        .withMessageContaining("has no entry " + first);
  }

  @Test
  void much_is_retried_in_pieces_that_a_batch_can_hold() {
    try (Plant narrow =
        new Plant(
            DecodeSettings.DEFAULTS,
            new MemoryJournalSettings(1, 0, true, 5 << 20, 5 << 20, new Durability.NotDurable()))) {
      Quarantine full = new Quarantine(QuarantineSettings.DEFAULTS, narrow.journal, clock);
      FoldRun<?> run = new FoldRun<>(narrow, full.fold(), Lane.LIVE, Lane.BULK, Lane.CONTEXT);
      String bad = "{".repeat(2 << 20);
      for (int i = 0; i < 5; i++) {
        narrow.send(PRESS, "c", bad);
      }
      run.run();
      List<EntryId> first =
          full.list(null, null, null, 100).stream().map(QuarantineEntry::id).toList();
      full.retry(first, ANNA).join();
      run.run();
      assertThat(full.list(null, null, null, 100))
          .hasSize(5)
          .extracting(QuarantineEntry::id)
          .doesNotContainAnyElementsOf(first);
      assertThat(full.statistics().resolved()).isEqualTo(5);
    }
  }

  @Test
  void a_discard_is_kept_with_who_and_when() {
    plant.send(PRESS, "c", "{");
    reader.run();
    quarantine.discard(List.of(all().getFirst().id()), ANNA).join();
    reader.run();
    reader.commit();
    reader.crash();
    assertThat(all()).isEmpty();
    assertThat(quarantine.resolutions().getFirst().what())
        .isEqualTo(QuarantineResolution.DISCARDED);
    assertThat(quarantine.statistics().resolved()).isEqualTo(1);
  }

  @Test
  void law6_a_decision_that_a_replay_sees_before_the_message_holds_all_the_same() {
    plant.send(PRESS, "c", "{");
    plant.send(PRESS, "c", "{");
    reader.run();
    quarantine.discard(List.of(all().getFirst().id()), ANNA).join();
    Quarantine replayed = new Quarantine(QuarantineSettings.DEFAULTS, plant.journal, clock);
    FoldRun<?> context = new FoldRun<>(plant, replayed.fold(), Lane.CONTEXT, Lane.LIVE);
    context.runContextFirst();
    assertThat(replayed.list(null, null, null, 10)).hasSize(1);
    assertThat(replayed.statistics().resolved()).isEqualTo(1);
  }

  @Test
  void lines_of_a_message_are_entries_of_their_own_and_share_its_fate() {
    plant.send(
        Lane.LIVE,
        OVEN,
        new Channel("/write", ""),
        "m f=1\nbad\nm f=2\nworse".getBytes(UTF_8),
        NOW,
        0,
        Map.of("format", "influx-line"));
    reader.run();
    assertThat(all()).extracting(QuarantineEntry::line).containsExactly(2, 4);
    assertThat(new String(quarantine.content(all().getFirst().id()), UTF_8)).isEqualTo("bad\n");
    quarantine.discard(List.of(all().getFirst().id()), ANNA).join();
    reader.run();
    assertThat(all()).isEmpty();
  }

  @Test
  void a_device_that_sends_garbage_is_limited_and_others_are_not() {
    quarantine =
        new Quarantine(new QuarantineSettings(1 << 20, 100, 5, 3, Times.DAY), plant.journal, clock);
    reader = run(quarantine);
    for (int i = 0; i < 20; i++) {
      plant.send(PRESS, "c", "{garbage " + i);
    }
    for (int i = 0; i < 20; i++) {
      plant.send(PRESS, "d" + i, "{garbage " + i);
    }
    plant.send(OVEN, "c", "{");
    reader.run();
    assertThat(quarantine.list(PRESS, null, null, 100)).hasSize(5);
    assertThat(quarantine.list(OVEN, null, null, 100)).hasSize(1);
    assertThat(quarantine.statistics().notKept()).isEqualTo(35);
    assertThat(quarantine.statistics().taken()).isEqualTo(41);
  }

  @Test
  void the_oldest_go_when_room_or_time_is_over() {
    quarantine =
        new Quarantine(new QuarantineSettings(20, 100, 50, 50, Times.DAY), plant.journal, clock);
    reader = run(quarantine);
    plant.send(PRESS, "c", "{23456789");
    plant.send(PRESS, "c", "{2345678x");
    plant.send(PRESS, "c", "{234567xx");
    reader.run();
    assertThat(all()).hasSize(2);
    assertThat(quarantine.statistics().bytes()).isEqualTo(18);
    plant.send(Lane.LIVE, PRESS, "c", "1", NOW + 2 * Times.DAY);
    reader.run();
    assertThat(all()).isEmpty();
    assertThat(quarantine.statistics().expired()).isEqualTo(3);
  }

  @Test
  void entries_can_be_listed_by_source_and_reason_page_by_page() {
    for (int i = 0; i < 5; i++) {
      plant.send(i % 2 == 0 ? PRESS : OVEN, "c", "{");
    }
    reader.run();
    List<QuarantineEntry> first = quarantine.list(PRESS, "PAYLOAD_MALFORMED", null, 2);
    assertThat(first).hasSize(2);
    assertThat(quarantine.list(PRESS, null, first.getLast().id(), 10)).hasSize(1);
    assertThat(quarantine.list(null, "NO_SUCH_CODE", null, 10)).isEmpty();
  }

  private List<QuarantineEntry> all() {
    return quarantine.list(null, null, null, 1_000);
  }
}
