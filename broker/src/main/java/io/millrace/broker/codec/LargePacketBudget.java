package io.millrace.broker.codec;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The memory in which packets that do not arrive in one piece may be gathered, for all connections
 * of an event loop. Who finds it spent waits in line and is not read from, so many slow senders of
 * large packets cost time and not memory. Confined to its event loop.
 */
public final class LargePacketBudget {
  /** Smaller packets need no share. */
  static final int SMALL_BYTES = 16 * 1024;

  /** Takes a share when its turn comes. */
  interface Claimant {
    /** The share of {@code bytes} is taken on the claimant's behalf. */
    void granted();
  }

  private record Claim(Claimant claimant, int bytes) {}

  private final Deque<Claim> waiting = new ArrayDeque<>();
  private long freeBytes;

  /**
   * A budget.
   *
   * @param bytes at least the largest packet that is allowed
   */
  public LargePacketBudget(long bytes) {
    freeBytes = bytes;
  }

  /** Takes a share at once, or lines up and returns false. */
  boolean take(int bytes, Claimant claimant) {
    if (waiting.isEmpty() && bytes <= freeBytes) {
      freeBytes -= bytes;
      return true;
    }
    waiting.add(new Claim(claimant, bytes));
    return false;
  }

  /** Leaves the line. */
  void forget(Claimant claimant) {
    waiting.removeIf(claim -> claim.claimant().equals(claimant));
    grant();
  }

  void giveBack(int bytes) {
    freeBytes += bytes;
    grant();
  }

  private void grant() {
    for (Claim next = waiting.peek(); next != null; next = waiting.peek()) {
      if (next.bytes() > freeBytes) {
        return;
      }
      waiting.remove();
      freeBytes -= next.bytes();
      next.claimant().granted();
    }
  }
}
