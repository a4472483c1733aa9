package io.millrace.history.frame;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Submission;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.SideRow;
import io.millrace.model.frame.Frame;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.FrameId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time with a meaning. One thread puts and removes; any thread asks, and sees what was put
 * before, whether it is in the store or not.
 */
public final class Frames {
  private static final int MAX_LIMIT = 10_000;
  private static final byte[] NO_KEY = {};
  private static final int POINTER_BYTES = 16 + 1 + Long.BYTES + 16;

  /** A frame that the store does not have so; without frame if it is to be removed. */
  private record Pending(@Nullable Frame frame) {}

  private final ChunkStore store;
  // Read by anybody, changed by the writer's thread.
  private final Map<FrameId, Pending> pending = new ConcurrentHashMap<>();

  /** Frames over a store. */
  public Frames(ChunkStore store) {
    this.store = store;
  }

  /**
   * Puts a frame, in the place of one with the same id. For the writer's thread; durable with the
   * next checkpoint.
   *
   * @throws HistoryException with {@code HISTORY_FRAME_TOO_LARGE}
   */
  public void put(Frame frame) {
    FrameCodec.encode(frame); // refuses what is too large now, not at the checkpoint
    pending.put(frame.id(), new Pending(frame));
  }

  /** Removes a frame, if it is there. For the writer's thread; durable with the next checkpoint. */
  public void remove(FrameId id) {
    pending.put(id, new Pending(null));
  }

  /** Whether there is something for a checkpoint. */
  public boolean isDirty() {
    return !pending.isEmpty();
  }

  /** The frame with an id; null if there is none. */
  public @Nullable Frame get(FrameId id) {
    Pending waiting = pending.get(id);
    return waiting != null ? waiting.frame : stored(id);
  }

  private @Nullable Frame stored(FrameId id) {
    byte[] pointer = store.row(byId(id));
    if (pointer == null) {
      return null;
    }
    byte[] bytes = store.row(target(pointer));
    return bytes == null ? null : FrameCodec.decode(bytes);
  }

  /**
   * The frames of some assets that overlap a range.
   *
   * @throws HistoryException with {@code HISTORY_QUERY_TOO_LARGE} or as the store fails
   */
  public FrameAnswer overlapping(FrameRequest request) {
    if (request.limit() < 1 || request.limit() > MAX_LIMIT) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_TOO_LARGE,
          "An answer holds 1 to " + MAX_LIMIT + " frames, not " + request.limit() + ".");
    }
    // What waits is read first: what the store takes over meanwhile is then seen twice, not never.
    Map<FrameId, Pending> waiting = new HashMap<>(pending);
    Map<FrameId, Frame> found = new HashMap<>();
    for (AssetId asset : request.assets()) {
      for (int lengthClass = 0; lengthClass < FrameKeys.CLASSES; lengthClass++) {
        scan(request, asset, lengthClass, waiting, found);
      }
      scan(request, asset, FrameKeys.OPEN_CLASS, waiting, found);
    }
    for (Pending each : waiting.values()) {
      Frame frame = each.frame;
      if (frame != null && request.assets().contains(frame.asset()) && isWanted(request, frame)) {
        found.put(frame.id(), frame);
      }
    }
    List<Frame> frames = new ArrayList<>(found.values());
    frames.sort(Comparator.comparingLong(Frame::startNs).thenComparing(Frame::id));
    boolean complete = frames.size() <= request.limit();
    return new FrameAnswer(complete ? frames : frames.subList(0, request.limit()), complete);
  }

  /** Looks through one length class; of each, no more than are wanted altogether. */
  private void scan(
      FrameRequest request,
      AssetId asset,
      int lengthClass,
      Map<FrameId, Pending> waiting,
      Map<FrameId, Frame> found) {
    long earliestNs =
        lengthClass == FrameKeys.OPEN_CLASS
            ? Long.MIN_VALUE
            : FrameKeys.earliestStartNs(lengthClass, request.range().fromNs());
    int[] left = {request.limit() + 1};
    store.rows(
        SideRow.Kind.FRAME_BY_TIME,
        asset.value(),
        FrameKeys.from(lengthClass, earliestNs),
        FrameKeys.from(lengthClass, request.range().toNs()),
        (key, value) -> {
          Frame frame = FrameCodec.decode(value);
          if (!waiting.containsKey(frame.id()) && isWanted(request, frame)) {
            found.put(frame.id(), frame);
            left[0]--;
          }
          return left[0] > 0;
        });
  }

  private static boolean isWanted(FrameRequest request, Frame frame) {
    return frame.overlaps(request.range())
        && (request.types().isEmpty() || request.types().contains(frame.type()));
  }

  /** Adds what the store lacks to a submission. The one before must be in the store. */
  public void collect(Submission submission) {
    Map<FrameId, Pending> handedOver = new HashMap<>(pending);
    handedOver.forEach(
        (id, each) -> {
          byte[] pointer = store.row(byId(id));
          if (pointer != null) {
            submission.add(new Submission.Side(target(pointer), null));
          }
          Frame frame = each.frame;
          if (frame == null) {
            submission.add(new Submission.Side(byId(id), null));
          } else {
            byte[] newPointer = pointer(frame);
            submission.add(new Submission.Side(byId(id), newPointer));
            submission.add(new Submission.Side(target(newPointer), FrameCodec.encode(frame)));
          }
        });
    submission.whenConfirmed(() -> handedOver.forEach(pending::remove));
  }

  private static SideRow byId(FrameId id) {
    return new SideRow(SideRow.Kind.FRAME, id.value(), NO_KEY);
  }

  /** Asset and key of the row that holds the frame. */
  private static byte[] pointer(Frame frame) {
    return ByteBuffer.allocate(POINTER_BYTES)
        .putLong(frame.asset().value().getMostSignificantBits())
        .putLong(frame.asset().value().getLeastSignificantBits())
        .put(FrameKeys.of(frame))
        .array();
  }

  private static SideRow target(byte[] pointer) {
    if (pointer.length != POINTER_BYTES) {
      throw new HistoryException(
          HistoryError.HISTORY_CHUNK_DAMAGED,
          "A stored frame cannot be found: its row is damaged.");
    }
    ByteBuffer in = ByteBuffer.wrap(pointer);
    UUID asset = new UUID(in.getLong(), in.getLong());
    byte[] key = new byte[in.remaining()];
    in.get(key);
    return new SideRow(SideRow.Kind.FRAME_BY_TIME, asset, key);
  }
}
