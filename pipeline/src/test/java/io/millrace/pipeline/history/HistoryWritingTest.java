package io.millrace.pipeline.history;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateChanges;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.Warehouse;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryWritingTest {
  private final Plant plant = new Plant();
  private final Warehouse warehouse = new Warehouse(plant);
  private final PointId temperature = plant.bind(PRESS, "c", "t", ValueKind.DOUBLE);
  private final PointId state = plant.bind(OVEN, "c", "s", ValueKind.TEXT);
  private HistoryWriting writing = writing();
  private Run<?> run = new Run<>(writing.fold());

  @AfterEach
  void close() {
    warehouse.close();
    plant.close();
  }

  @Test
  void samples_go_to_history_with_their_source() {
    send(0, 21.5);
    plant.send(OVEN, "c", "{\"s\":\"RUN\"}");
    run.toEnd();
    assertThat(warehouse.samples(temperature)).containsExactly("21.5@0");
    assertThat(warehouse.samples(state)).containsExactly("RUN@0");
    assertThat(writing.statistics().samples()).isEqualTo(2);
  }

  @Test
  void law6_cursor_and_samples_are_one_checkpoint() {
    send(0, 1);
    run.toEnd();
    writing.store().sync();
    assertThat(writing.store().durable()).isEqualTo(run.cursor);
    send(1, 2);
    run.toEnd();
    assertThat(writing.store().durable().covers(run.cursor)).isFalse();

    restart();
    assertThat(warehouse.samples(temperature)).containsExactly("1.0@0");
    run.toEnd();
    assertThat(warehouse.samples(temperature)).containsExactly("1.0@0", "2.0@1");
  }

  @Test
  void law10_every_sample_is_accounted_for_also_after_a_crash() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      send(random.nextInt(50), random.nextInt(3)); // late, twice, contradictory
      if (random.nextInt(10) == 0) {
        run.toEnd();
      }
      if (random.nextInt(20) == 0) {
        writing.store().sync();
      }
      if (random.nextInt(40) == 0) {
        restart();
      }
    }
    run.toEnd();
    send(100, 1);
    run.toEnd();
    writing.store().sync();
    SampleFates fates = writing.fates(PRESS);
    assertThat(fates).isNotNull();
    assertThat(fates == null ? 0 : fates.given()).isEqualTo(201);
    assertThat(fates != null && fates.balances()).as("%s", fates).isTrue();
    assertThat(fates == null ? 0 : fates.duplicate()).isPositive();
  }

  @Test
  void law6_a_batch_that_failed_in_the_middle_and_is_folded_again_leaves_no_duplicates()
      throws Exception {
    send(0, 1);
    send(1, 2);
    run.toEnd();
    for (Block block : plant.blocks(Lane.LIVE)) {
      run.apply(plant.decoder.decode(block)); // as after a failure of the runtime
    }
    writing.store().sync();
    send(2, 3);
    run.toEnd();
    writing.store().sync();
    SampleFates fates = writing.fates(PRESS);
    assertThat(fates == null ? -1 : fates.duplicate()).isZero();
    assertThat(fates == null ? -1 : fates.given()).isEqualTo(3);
  }

  @Test
  void a_block_of_which_the_first_part_was_written_goes_on_behind_it() throws Exception {
    var batch = new io.millrace.journal.RecordBatch(Lane.LIVE);
    for (int i = 0; i < 10; i++) {
      batch.add(
          plant.origin(PRESS),
          new io.millrace.journal.Channel("c", ""),
          NOW + i * Times.SECOND,
          0,
          ("{\"t\":" + i + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    plant.journal.append(batch).join();
    Block block = plant.blocks(Lane.LIVE).getLast();
    DecodeSettings d = DecodeSettings.DEFAULTS;
    DecodeSettings tiny =
        new DecodeSettings(d.limits(), d.undefinedSource(), d.earliestNs(), 1, 10, 10, 0, 20);
    try (BlockDecoder small =
        new BlockDecoder(plant.follower, plant.handles, plant.blobSink, tiny)) {
      DecodedItem.Messages cut = (DecodedItem.Messages) small.decode(block);
      assertThat(cut.parts().size()).isGreaterThan(2);
      run.apply(new DecodedItem.Messages(block, cut.parts().subList(0, 2)));
    }
    run.apply(plant.decoder.decode(block)); // in one part
    assertThat(warehouse.samples(temperature)).hasSize(10);
    assertThat(writing.statistics().samples()).isEqualTo(10);
  }

  @Test
  void law15_a_deletion_is_obeyed() {
    send(0, 1);
    send(1, 2);
    plant.change(new SamplesDeleted(temperature, new TimeRange(NOW, NOW + Times.SECOND / 2)));
    run.toEnd();
    assertThat(warehouse.samples(temperature)).containsExactly("2.0@1");
    assertThat(writing.statistics().deleted()).isEqualTo(1);
  }

  @Test
  void losses_outlive_a_restart() {
    Loss loss = new Loss(0, 5, 9, Loss.Reason.OVERTAKEN, "Retention passed.");
    writing.store().commit(Cursor.START.with(0, 9), new StateChanges(), List.of(loss));
    writing.store().sync();
    restart();
    assertThat(writing.store().losses()).containsExactly(loss);
    assertThat(writing.store().committed()).isEqualTo(Cursor.START.with(0, 9));
  }

  @Test
  void law6_records_are_durable_before_a_checkpoint_names_them_and_none_is_made_without()
      throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    HistoryWriting careful =
        new HistoryWriting(
            warehouse.history(),
            new BlobSink() {
              @Override
              public String store(String mediaType, byte[] content) {
                return "";
              }

              @Override
              public void sync() {
                if (full.get()) {
                  throw new HistoryException(HistoryError.HISTORY_DISK_FULL, "The disk is full.");
                }
              }
            },
            plant.handles,
            plant.context.traits(),
            RetentionSettings.DEFAULTS,
            NanoClock.system());
    careful.store().commit(Cursor.START.with(0, 9), new StateChanges(), List.of());
    assertThatExceptionOfType(HistoryException.class).isThrownBy(careful.store()::sync);
    assertThat(careful.store().durable()).isEqualTo(Cursor.START);
    full.set(false);
    careful.store().sync();
    assertThat(careful.store().durable()).isEqualTo(Cursor.START.with(0, 9));
  }

  private HistoryWriting writing() {
    return new HistoryWriting(
        warehouse.history(),
        plant.blobSink,
        plant.handles,
        plant.context.traits(),
        RetentionSettings.DEFAULTS,
        NanoClock.system());
  }

  private void restart() {
    warehouse.restart();
    writing = writing();
    run = new Run<>(writing.fold());
  }

  private void send(long second, double value) {
    plant.send(
        PRESS, "c", "{\"ts\":" + (NOW / Times.MS + second * 1_000) + ",\"t\":" + value + "}");
  }

  /** The reader without a runtime: commits after each batch. */
  private final class Run<S> {
    private final Fold<S, DecodedItem> fold;
    private Cursor cursor;
    private S folded;

    Run(Fold<S, DecodedItem> fold) {
      this.fold = fold;
      cursor = writing.store().committed();
      folded = fold.restore(writing.store().state());
    }

    void apply(DecodedItem item) {
      folded = fold.apply(folded, item);
      cursor = cursor.with(item.block().partition(), item.block().nextOffset());
      StateChanges changes = new StateChanges();
      fold.save(folded, changes);
      writing.store().commit(cursor, changes, List.of());
    }

    void toEnd() {
      for (Block block : plant.blocks(Lane.LIVE, Lane.BULK, Lane.CONTEXT)) {
        if (block.firstOffset() >= cursor.next(block.partition())) {
          try {
            apply(plant.decoder.decode(block));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
  }
}
