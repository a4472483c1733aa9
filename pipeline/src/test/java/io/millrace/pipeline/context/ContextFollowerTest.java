package io.millrace.pipeline.context;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.context.RelayMark;
import io.millrace.model.id.PointId;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.decode.DecodedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes reach the context lane at least once; they hold once. */
class ContextFollowerTest {
  private static final UUID REGISTRY = new UUID(1, 1);
  private static final ContextChange DELETION =
      new SamplesDeleted(new PointId(new UUID(2, 2)), new TimeRange(NOW, NOW + Times.SECOND));

  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void a_change_that_a_relay_hands_on_again_says_nothing() throws Exception {
    plant.relay(new RelayMark(REGISTRY, 1), named("old"));
    plant.relay(new RelayMark(REGISTRY, 2), named("new"));
    plant.relay(new RelayMark(REGISTRY, 1), named("old"));
    plant.relay(new RelayMark(REGISTRY, 2), named("new"));
    plant.follower.catchUp();
    assertThat(plant.context.sourceOrDefault(PRESS).name()).isEqualTo("new");
    assertThat(plant.context.version()).isEqualTo(4);
    plant.relay(new RelayMark(REGISTRY, 3), named("newer"));
    plant.follower.catchUp();
    assertThat(plant.context.sourceOrDefault(PRESS).name()).isEqualTo("newer");
  }

  @Test
  void law15_a_deletion_that_is_handed_on_again_reaches_no_reader() throws Exception {
    plant.relay(new RelayMark(REGISTRY, 1), DELETION);
    plant.relay(new RelayMark(REGISTRY, 1), DELETION);
    plant.relay(new RelayMark(REGISTRY, 2), DELETION); // somebody wants it once more
    assertThat(changesOffered()).containsExactly(0L, 2L);
  }

  @Test
  void what_no_relay_has_marked_is_no_repeat() throws Exception {
    plant.change(DELETION);
    plant.change(DELETION);
    assertThat(changesOffered()).containsExactly(0L, 1L);
  }

  @Test
  void each_registry_counts_for_itself_as_after_a_restore_from_a_backup() throws Exception {
    plant.relay(new RelayMark(REGISTRY, 7), DELETION);
    plant.relay(new RelayMark(new UUID(1, 2), 1), DELETION);
    plant.relay(new RelayMark(new UUID(1, 2), 1), DELETION);
    plant.relay(new RelayMark(REGISTRY, 6), DELETION);
    assertThat(changesOffered()).containsExactly(0L, 1L);
  }

  @Test
  void a_change_that_could_not_be_read_may_come_again() throws Exception {
    RelayMark mark = new RelayMark(REGISTRY, 1);
    plant.appendContext(new byte[] {99}, mark.toAttributes());
    plant.relay(mark, named("press"));
    plant.follower.catchUp();
    assertThat(plant.follower.unreadable()).isEqualTo(1);
    assertThat(plant.context.sourceOrDefault(PRESS).name()).isEqualTo("press");
  }

  private static SourceDefined named(String name) {
    return new SourceDefined(PRESS, name, UnknownPoints.UNMAPPED, 10, 0, 0, false);
  }

  private List<Long> changesOffered() throws InterruptedException {
    List<Long> offsets = new ArrayList<>();
    for (Block block : plant.blocks(Lane.CONTEXT)) {
      var offered = (DecodedItem.Context) plant.decoder.decode(block);
      offered.changes().forEach(change -> offsets.add(change.offset()));
    }
    return offsets;
  }
}
