package io.millrace.history.head;

import io.millrace.history.store.Replacement;
import io.millrace.history.store.SideRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one checkpoint hands to the store, all of it, again and again until the store takes it. */
public final class Submission {
  /** A row beside the chunks; without a value if it is to be removed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Side(SideRow row, byte @Nullable [] value) {}

  private final long version;
  private final List<Replacement> replacements = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private final List<PointHead> heads = new ArrayList<>();
  private final List<ChunkRef> chunks = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private long bytes;

  /** An empty one for a version of the store. */
  public Submission(long version) {
    this.version = version;
  }

  /** The version of the store with which it takes effect. */
  public long version() {
    return version;
  }

  /** What becomes of buckets. */
  public List<Replacement> replacements() {
    return replacements;
  }

  /** What becomes of rows beside the chunks. */
  public List<Side> sides() {
    return sides;
  }

  /** About how many bytes there are to write. */
  public long bytes() {
    return bytes;
  }

  void add(Replacement replacement) {
    replacements.add(replacement);
    replacement.chunks().forEach(row -> bytes += row.bytes().length);
    replacement.pages().forEach(row -> bytes += row.bytes().length);
  }

  /** Adds a row beside the chunks. */
  public void add(Side side) {
    sides.add(side);
  }

  /** Adds what the writer's thread has to do once all of it is durable. */
  public void whenConfirmed(Runnable action) {
    afterwards.add(action);
  }

  void add(PointHead head) {
    heads.add(head);
  }

  void add(ChunkRef chunk) {
    chunks.add(chunk);
  }

  /** Takes the store's answer that all of it is durable; called by the writer's thread. */
  public void confirm() {
    chunks.forEach(ChunkRef::forgetBytes);
    heads.forEach(CheckpointRows::confirm);
    afterwards.forEach(Runnable::run);
  }
}
