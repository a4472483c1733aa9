package io.millrace.demo.physics;

/**
 * A quantity over time. Looks up fastest when times ascend; not thread-safe, since lookups remember
 * where they were.
 */
@FunctionalInterface
public interface Signal {
  /** The value at an instant, in milliseconds since the epoch, UTC. */
  double at(long timeMs);
}
