package io.millrace.pipeline.feed;

import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.Feed;
import io.millrace.journal.reader.FeedReader;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedRingTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void law7_a_block_is_decoded_once_and_offered_to_all_readers() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, RingSettings.DEFAULTS, Cursor.START);
        FeedReader<DecodedItem> one = live(plant, ring, true).open(Cursor.START);
        FeedReader<DecodedItem> two = live(plant, ring, false).open(Cursor.START)) {
      plant.send(PRESS, "c", "1");
      DecodedItem first = items(one);
      assertThat(items(two)).isSameAs(first);
      assertThat(ring.statistics().blocks()).isEqualTo(1);
      assertThat(ring.statistics().readers()).allMatch(RingStatistics.Reader::inRing);
    }
  }

  @Test
  void law7_a_reader_that_lags_falls_out_decodes_for_itself_and_comes_back() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, new RingSettings(1L << 20, 1L << 20, 4, 0), Cursor.START);
        FeedReader<DecodedItem> slow = live(plant, ring, false).open(Cursor.START)) {
      for (int i = 0; i < 20; i++) {
        plant.send(PRESS, "c", String.valueOf(i));
      }
      await().until(() -> ring.statistics().blocks() == 20);
      List<Double> values = new ArrayList<>();
      while (values.size() < 20) {
        values.addAll(values(items(slow)));
      }
      assertThat(values).hasSize(20).isSorted();
      assertThat(ring.statistics().readers().getFirst().fallenOut()).isEqualTo(1);
      plant.send(PRESS, "c", "20");
      assertThat(values(items(slow))).containsExactly(20.0);
      assertThat(ring.statistics().readers().getFirst().inRing()).isTrue();
    }
  }

  @Test
  void decoding_waits_for_an_essential_reader() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring =
            ring(plant, new RingSettings(1L << 20, 1L << 20, 4, 60_000), Cursor.START);
        FeedReader<DecodedItem> history = live(plant, ring, true).open(Cursor.START)) {
      for (int i = 0; i < 20; i++) {
        plant.send(PRESS, "c", String.valueOf(i));
      }
      await().until(() -> ring.statistics().items() == 4);
      List<Double> values = new ArrayList<>();
      while (values.size() < 20) {
        values.addAll(values(items(history)));
      }
      assertThat(values).isSorted();
      assertThat(ring.statistics().readers().getFirst().fallenOut()).isZero();
      assertThat(ring.statistics().blocks()).isEqualTo(20);
    }
  }

  @Test
  void what_every_reader_has_taken_goes_with_the_next_block() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, new RingSettings(1L << 20, 0, 100, 60_000), Cursor.START);
        FeedReader<DecodedItem> one = live(plant, ring, true).open(Cursor.START);
        FeedReader<DecodedItem> two = live(plant, ring, true).open(Cursor.START)) {
      for (int i = 0; i < 5; i++) {
        plant.send(PRESS, "c", String.valueOf(i));
        assertThat(values(items(one))).containsExactly((double) i);
      }
      assertThat(ring.statistics().items()).isEqualTo(5);
      for (int i = 0; i < 5; i++) {
        assertThat(values(items(two))).containsExactly((double) i);
      }
      plant.send(PRESS, "c", "5");
      assertThat(values(items(one))).containsExactly(5.0);
      assertThat(ring.statistics().items()).isEqualTo(1);
      assertThat(values(items(two))).containsExactly(5.0);
    }
  }

  @Test
  void patience_with_an_essential_reader_ends() {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, new RingSettings(1L << 20, 1L << 20, 2, 30), Cursor.START);
        FeedReader<DecodedItem> stuck = live(plant, ring, true).open(Cursor.START)) {
      for (int i = 0; i < 5; i++) {
        plant.send(PRESS, "c", String.valueOf(i));
      }
      await().until(() -> ring.statistics().waitNs() >= 30_000_000L);
      await().until(() -> ring.statistics().blocks() == 5);
      stuck.wakeup();
    }
  }

  @Test
  void decoding_goes_on_after_an_error_such_as_too_little_memory() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    try (Plant plant = new Plant();
        DecodedRing ring =
            new DecodedRing(
                plant.journal,
                () -> {
                  if (!failed.getAndSet(true)) {
                    throw new OutOfMemoryError("as if");
                  }
                  return plant.newDecoder();
                },
                RingSettings.DEFAULTS,
                Cursor.START);
        FeedReader<DecodedItem> reader = live(plant, ring, true).open(Cursor.START)) {
      plant.send(PRESS, "c", "1");
      await().until(() -> ring.statistics().blocks() == 1);
      assertThat(values(items(reader))).containsExactly(1.0);
      assertThat(ring.statistics().failures()).isEqualTo(1);
    }
  }

  @Test
  void a_wait_ends_on_wake_up() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, RingSettings.DEFAULTS, Cursor.START);
        FeedReader<DecodedItem> reader = live(plant, ring, false).open(Cursor.START)) {
      Thread waker = Thread.ofVirtual().start(reader::wakeup);
      assertThat(reader.poll(Duration.ofMinutes(5))).isNull();
      waker.join();
    }
  }

  @Test
  void context_changes_come_through_too() throws Exception {
    try (Plant plant = new Plant();
        DecodedRing ring = ring(plant, RingSettings.DEFAULTS, Cursor.START)) {
      Feed<DecodedItem> feed =
          ring.feed("all", DecodedRing.partitions(plant.journal, Lane.values()), false);
      try (FeedReader<DecodedItem> reader = feed.open(Cursor.START)) {
        plant.bind(PRESS, "c", "", ValueKind.DOUBLE);
        assertThat(items(reader)).isInstanceOf(DecodedItem.Context.class);
        assertThat(items(reader)).isInstanceOf(DecodedItem.Context.class);
      }
    }
  }

  @Test
  void law2_a_loss_is_passed_on_and_not_skipped() throws Exception {
    try (Plant plant = new Plant()) {
      plant.send(PRESS, "c", "1");
      Cursor beyond = plant.journal.durableEnd().with(0, 5);
      try (DecodedRing ring = ring(plant, RingSettings.DEFAULTS, beyond);
          FeedReader<DecodedItem> reader = live(plant, ring, false).open(beyond)) {
        Fed<DecodedItem> fed = null;
        while (fed == null) {
          fed = reader.poll(SHORT);
        }
        assertThat(fed).isInstanceOf(Fed.Missing.class);
        plant.send(PRESS, "c", "2");
        assertThat(values(items(reader))).containsExactly(2.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_the_speed_of_readers_each_sees_everything_once_in_order_per_source(long seed)
      throws Exception {
    Random random = new Random(seed);
    MemoryJournalSettings weak = MemoryJournalSettings.DEFAULT;
    try (Plant plant = new Plant(DecodeSettings.DEFAULTS, weak);
        DecodedRing ring =
            ring(
                plant,
                new RingSettings(20_000, random.nextInt(20_000), 5, random.nextInt(3)),
                Cursor.START)) {
      int messages = 600;
      AtomicBoolean failed = new AtomicBoolean();
      List<Thread> readers = new ArrayList<>();
      List<Map<SourceId, List<Double>>> seen = new ArrayList<>();
      for (int r = 0; r < 4; r++) {
        Map<SourceId, List<Double>> values = new HashMap<>();
        seen.add(values);
        Feed<DecodedItem> feed = live(plant, ring, r == 0);
        long readerSeed = random.nextLong();
        readers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        readAll(feed, values, messages, new Random(readerSeed));
                      } catch (InterruptedException | RuntimeException e) {
                        failed.set(true);
                      }
                    }));
      }
      for (int i = 0; i < messages; i++) {
        plant.send(random.nextBoolean() ? PRESS : OVEN, "c", String.valueOf(i));
      }
      for (Thread reader : readers) {
        reader.join();
      }
      assertThat(failed).as("seed %d", seed).isFalse();
      for (Map<SourceId, List<Double>> values : seen) {
        assertThat(values.values())
            .allSatisfy(v -> assertThat(v).isSorted().doesNotHaveDuplicates());
        assertThat(values.values().stream().mapToInt(List::size).sum()).isEqualTo(messages);
      }
    }
  }

  /** Reads until all is seen; now and then it dawdles, or starts again from an older cursor. */
  private static void readAll(
      Feed<DecodedItem> feed, Map<SourceId, List<Double>> values, int messages, Random random)
      throws InterruptedException {
    Cursor cursor = Cursor.START;
    int count = 0;
    while (count < messages) {
      try (FeedReader<DecodedItem> reader = feed.open(cursor)) {
        for (int n = random.nextInt(200); n > 0 && count < messages; n--) {
          Fed<DecodedItem> fed = reader.poll(SHORT);
          if (fed instanceof Fed.Items<DecodedItem> items) {
            count += note(items.items(), values);
            cursor = items.next();
          }
          if (random.nextInt(20) == 0) {
            for (int spin = random.nextInt(100_000); spin > 0; spin--) {
              Thread.onSpinWait();
            }
          }
        }
      }
    }
  }

  private static int note(DecodedItem item, Map<SourceId, List<Double>> values) {
    int count = 0;
    Block block = item.block();
    for (DecodedPart part : ((DecodedItem.Messages) item).parts()) {
      for (int r = part.fromRecord(); r < part.toRecord(); r++) {
        SourceId source = block.origins().get(block.originIndex(r)).source();
        double value = Double.longBitsToDouble(part.samples().bits(part.sampleStart(r)));
        values.computeIfAbsent(source, s -> new ArrayList<>()).add(value);
        count++;
      }
    }
    return count;
  }

  private static DecodedRing ring(Plant plant, RingSettings settings, Cursor from) {
    return new DecodedRing(plant.journal, plant::newDecoder, settings, from);
  }

  private static Feed<DecodedItem> live(Plant plant, DecodedRing ring, boolean essential) {
    return ring.feed("live", DecodedRing.partitions(plant.journal, Lane.LIVE), essential);
  }

  private static DecodedItem items(FeedReader<DecodedItem> reader) throws InterruptedException {
    while (true) {
      if (reader.poll(SHORT) instanceof Fed.Items<DecodedItem> items) {
        return items.items();
      }
    }
  }

  private static List<Double> values(DecodedItem item) {
    List<Double> values = new ArrayList<>();
    for (DecodedPart part : ((DecodedItem.Messages) item).parts()) {
      for (int i = 0; i < part.samples().size(); i++) {
        values.add(Double.longBitsToDouble(part.samples().bits(i)));
      }
    }
    return values;
  }
}
