package io.millrace.history.frame;

import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.history.OpenedHistory;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.frame.Frame;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.FrameId;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
  private static final AssetId FURNACE = new AssetId(new UUID(3, 1));
  private static final AssetId PRESS = new AssetId(new UUID(3, 2));

  private static Frame frame(int id, AssetId asset, String type, String start, String end) {
    return new Frame(
        new FrameId(new UUID(4, id)),
        asset,
        type,
        at(start),
        end.isEmpty() ? Frame.OPEN : at(end),
        Map.of("batch", "B-" + id),
        null);
  }

  private static List<Frame> ask(OpenedHistory history, String from, String to, String... types) {
    return history
        .history()
        .frames()
        .overlapping(
            new FrameRequest(List.of(FURNACE), new TimeRange(at(from), at(to)), Set.of(types), 100))
        .frames();
  }

  @Test
  void frames_are_found_by_asset_type_and_overlap() {
    try (OpenedHistory history = new OpenedHistory()) {
      Frames frames = history.history().frames();
      Frame melt = frame(1, FURNACE, "batch", "2026-11-20T08:00:00Z", "2026-11-20T10:00:00Z");
      Frame stop = frame(2, FURNACE, "stop", "2026-11-20T08:30:00Z", "2026-11-20T08:31:00Z");
      Frame shift = frame(3, FURNACE, "shift", "2026-11-20T06:00:00Z", "2026-11-20T14:00:00Z");
      Frame other = frame(4, PRESS, "stop", "2026-11-20T08:30:00Z", "2026-11-20T08:31:00Z");
      List.of(melt, stop, shift, other).forEach(frames::put);
      for (int round = 0; round < 2; round++) {
        assertThat(ask(history, "2026-11-20T08:30:00Z", "2026-11-20T08:30:10Z"))
            .containsExactly(shift, melt, stop);
        assertThat(ask(history, "2026-11-20T08:30:00Z", "2026-11-20T08:30:10Z", "stop"))
            .containsExactly(stop);
        // Ends are not part of a frame.
        assertThat(ask(history, "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"))
            .containsExactly(shift);
        assertThat(frames.get(melt.id())).isEqualTo(melt);
        history.checkpoint("the same from the store");
      }
    }
  }

  @Test
  void an_open_frame_overlaps_everything_after_its_beginning_until_it_ends() {
    try (OpenedHistory history = new OpenedHistory()) {
      Frames frames = history.history().frames();
      Frame run = frame(1, FURNACE, "run", "2026-11-20T08:00:00Z", "");
      frames.put(run);
      history.checkpoint("");
      assertThat(ask(history, "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")).containsExactly(run);
      Frame ended = run.endingAt(at("2026-11-20T09:00:00Z"));
      frames.put(ended);
      assertThat(ask(history, "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")).isEmpty();
      history.checkpoint("");
      assertThat(ask(history, "2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z")).isEmpty();
      assertThat(ask(history, "2026-11-20T08:59:00Z", "2026-11-21T00:00:00Z"))
          .containsExactly(ended);
    }
  }

  @Test
  void what_was_not_part_of_a_checkpoint_is_gone_after_a_crash() {
    MemoryDisk disk = new MemoryDisk();
    Frame kept = frame(1, FURNACE, "batch", "2026-11-20T08:00:00Z", "2026-11-20T10:00:00Z");
    Frame lost = frame(2, FURNACE, "batch", "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z");
    OpenedHistory before = new OpenedHistory(new MemoryChunkStore(disk));
    before.history().frames().put(kept);
    before.checkpoint("");
    before.history().frames().put(lost);
    before.history().frames().remove(kept.id());
    try (OpenedHistory after = new OpenedHistory(new MemoryChunkStore(disk))) {
      assertThat(ask(after, "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z")).containsExactly(kept);
    }
  }

  @Test
  void too_many_attributes_are_refused_before_anything_is_kept() {
    try (OpenedHistory history = new OpenedHistory()) {
      Map<String, String> attributes = new HashMap<>();
      for (int i = 0; i < 300; i++) {
        attributes.put("a" + i, "x");
      }
      Frame large =
          new Frame(new FrameId(new UUID(4, 1)), FURNACE, "batch", 0, 1, attributes, null);
      assertThatThrownBy(() -> history.history().frames().put(large))
          .isInstanceOf(HistoryException.class)
          .extracting(e -> ((HistoryException) e).code())
          .isEqualTo(HistoryError.HISTORY_FRAME_TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void random_frames_are_found_as_by_looking_at_each(long seed) {
    Random random = new Random(seed);
    Map<FrameId, Frame> naive = new HashMap<>();
    try (OpenedHistory history = new OpenedHistory()) {
      Frames frames = history.history().frames();
      for (int step = 0; step < 400; step++) {
        FrameId id = new FrameId(new UUID(4, random.nextInt(100)));
        if (random.nextInt(6) == 0) {
          frames.remove(id);
          naive.remove(id);
        } else {
          Frame frame = randomFrame(random, id);
          frames.put(frame);
          naive.put(id, frame);
        }
        if (random.nextInt(20) == 0) {
          history.checkpoint("");
        }
        long fromNs = randomTime(random);
        TimeRange range = new TimeRange(fromNs, fromNs + random.nextLong(Times.DAY));
        List<AssetId> assets = random.nextBoolean() ? List.of(FURNACE) : List.of(FURNACE, PRESS);
        List<Frame> expected = new ArrayList<>(naive.values());
        expected.removeIf(f -> !assets.contains(f.asset()) || !f.overlaps(range));
        expected.sort(Comparator.comparingLong(Frame::startNs).thenComparing(Frame::id));
        assertThat(frames.overlapping(new FrameRequest(assets, range, Set.of(), 1000)).frames())
            .isEqualTo(expected);
      }
    }
  }

  private static long randomTime(Random random) {
    return at("2026-11-20T00:00:00Z") + random.nextLong(20 * Times.DAY);
  }

  private static Frame randomFrame(Random random, FrameId id) {
    long startNs = randomTime(random);
    long lengthNs = random.nextInt(10) == 0 ? 0 : random.nextLong(1L << (10 + random.nextInt(45)));
    long endNs = random.nextInt(8) == 0 ? Frame.OPEN : startNs + lengthNs;
    AssetId asset = random.nextBoolean() ? FURNACE : PRESS;
    return new Frame(id, asset, "t" + random.nextInt(3), startNs, endNs, Map.of(), null);
  }
}
