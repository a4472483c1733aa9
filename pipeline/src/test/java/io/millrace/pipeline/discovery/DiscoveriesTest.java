package io.millrace.pipeline.discovery;

import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.FoldRun;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.SettableClock;
import io.millrace.pipeline.decode.Discovery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveriesTest {
  private final Plant plant = new Plant();
  private final List<Discovery> told = new ArrayList<>();
  private final Discoveries discoveries = discoveries(told::addAll);
  private final FoldRun<?> reader = run(discoveries);

  @AfterEach
  void close() {
    plant.close();
  }

  private Discoveries discoveries(DiscoverySink sink) {
    return new Discoveries(plant.journal, plant.context, plant.handles, new SettableClock(), sink);
  }

  private FoldRun<?> run(Discoveries each) {
    return new FoldRun<>(plant, each.fold(), Lane.LIVE, Lane.BULK, Lane.CONTEXT);
  }

  @Test
  void a_new_address_is_told_once() {
    plant.send(PRESS, "c", "{\"a\":1}");
    plant.send(PRESS, "c", "{\"a\":2,\"b\":true}");
    reader.run();
    assertThat(discoveries.publish()).isEqualTo(2);
    plant.send(PRESS, "c", "{\"a\":3}");
    reader.run();
    assertThat(discoveries.publish()).isZero();
    assertThat(told).extracting(Discovery::path).containsExactly("a", "b");
    assertThat(told)
        .extracting(Discovery::kind)
        .containsExactly(ValueKind.DOUBLE, ValueKind.BOOLEAN);
  }

  @Test
  void law8_a_replay_tells_nothing_again_and_what_was_not_told_is_told_later() {
    plant.send(PRESS, "c", "{\"a\":1}");
    reader.run();
    discoveries.publish();
    reader.commit();
    plant.send(PRESS, "c", "{\"b\":1}");
    reader.run();
    reader.commit();
    reader.crash();
    reader.run();
    assertThat(discoveries.publish()).isEqualTo(1);
    assertThat(told).extracting(Discovery::path).containsExactly("a", "b");
  }

  @Test
  void a_sink_that_fails_is_told_again() {
    Discoveries failing =
        discoveries(
            found -> {
              throw new HistoryException(HistoryError.HISTORY_DISK_FULL, "The disk is full.");
            });
    FoldRun<?> run = run(failing);
    plant.send(PRESS, "c", "{\"a\":1}");
    run.run();
    assertThatExceptionOfType(HistoryException.class).isThrownBy(failing::publish);
    assertThatExceptionOfType(HistoryException.class).isThrownBy(failing::publish);
  }

  @Test
  void an_address_that_the_sink_refuses_keeps_no_other_from_being_told() {
    Discoveries picky =
        discoveries(
            found -> {
              if (found.stream().anyMatch(each -> each.path().equals("bad"))) {
                throw new IllegalArgumentException("no name");
              }
              told.addAll(found);
            });
    FoldRun<?> run = run(picky);
    plant.send(PRESS, "c", "{\"a\":1,\"bad\":1,\"b\":1}");
    plant.send(OVEN, "c", "{\"a\":1}");
    run.run();
    assertThat(picky.publish()).isEqualTo(3);
    assertThat(told).extracting(Discovery::path).containsExactly("a", "b", "a");
    assertThat(picky.publish()).as("it is not tried for ever").isZero();
  }

  @Test
  void law7_a_source_with_as_many_unmapped_points_as_it_may_is_closed_in_the_journal()
      throws Exception {
    plant.source(PRESS, UnknownPoints.UNMAPPED, 2);
    plant.send(PRESS, "c", "{\"a\":1,\"b\":1}");
    plant.send(OVEN, "c", "{\"a\":1}");
    reader.run();
    discoveries.publish();
    plant.follower.catchUp();
    assertThat(plant.context.isOpenForUnmapped(PRESS)).isFalse();
    assertThat(plant.context.isOpenForUnmapped(OVEN)).isTrue();

    plant.send(PRESS, "c", "{\"a\":2,\"x\":1}");
    assertThat(plant.values(plant.decodeLast())).containsExactly("2.0");
    assertThat(plant.decodeLast().unmapped(0)).isEqualTo(1);

    plant.source(PRESS, UnknownPoints.UNMAPPED, 10);
    plant.send(PRESS, "c", "{\"a\":2,\"x\":1}");
    assertThat(plant.values(plant.decodeLast())).hasSize(2);
  }

  @Test
  void a_point_that_was_adopted_is_unmapped_no_more() {
    plant.send(PRESS, "c", "{\"a\":1,\"b\":1}");
    reader.run();
    assertThat(discoveries.unmapped(PRESS)).hasSize(2);
    Discovery a = discoveries.unmapped(PRESS).getFirst();
    plant.change(new PointBound(PRESS, "c", "a", a.point(), Long.MIN_VALUE, 1, 0));
    reader.run();
    reader.commit();
    reader.crash();
    assertThat(discoveries.unmapped(PRESS)).extracting(Discovery::path).containsExactly("b");
  }

  @Test
  void the_kinds_of_known_unmapped_points_are_known_after_a_start() {
    plant.send(PRESS, "c", "{\"a\":\"text\"}");
    reader.run();
    reader.commit();
    try (Plant other = new Plant()) {
      Discoveries later =
          new Discoveries(
              other.journal, other.context, other.handles, new SettableClock(), found -> {});
      later.fold().restore(reader.stored());
      int handle = other.handles.handleOf(discoveries.unmapped(PRESS).getFirst().point());
      assertThat(other.context.traits().apply(handle).kind()).isEqualTo(ValueKind.TEXT);
    }
  }
}
