package io.millrace.history.store;

import java.util.UUID;

/**
 * Names a row that stands beside the chunks.
 *
 * @param owner the point, asset or other thing that it belongs to
 * @param key orders the owner's rows, by unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent") // engines compare keys by content themselves
public record SideRow(Kind kind, UUID owner, byte[] key) {
  /** What a row is for. The code is stored and never changes. */
  public enum Kind {
    /** What history must know of a point before it reads its chunks; one row with an empty key. */
    POINT(1),
    /** A frame, by its id; the owner is the frame. */
    FRAME(2),
    /** Where an asset's frames are in time. */
    FRAME_BY_TIME(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number that stands for this kind in keys. */
    public int code() {
      return code;
    }
  }
}
