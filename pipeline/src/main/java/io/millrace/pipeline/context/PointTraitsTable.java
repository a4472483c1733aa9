package io.millrace.pipeline.context;

import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.ValueKind;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What each point is, by handle: as it was defined last, else with the kind that its values have.
 * Thread-safe; reading takes no lock.
 */
public final class PointTraitsTable implements IntFunction<PointTraits> {
  private static final PointTraits UNKNOWN = PointTraits.undefined(ValueKind.DOUBLE);
  private static final int INITIAL_CAPACITY = 1024;

  private volatile @Nullable PointTraits[] traits = new PointTraits[INITIAL_CAPACITY];

  @Override
  public PointTraits apply(int handle) {
    @Nullable PointTraits[] current = traits;
    PointTraits known = handle < current.length ? current[handle] : null;
    return known == null ? UNKNOWN : known;
  }

  /** A point was defined. */
  synchronized void define(int handle, PointTraits defined) {
    set(handle, defined);
  }

  /** A point that nobody may have defined has values of a kind. */
  public synchronized void learn(int handle, ValueKind kind) {
    if (handle >= traits.length || traits[handle] == null) {
      set(handle, PointTraits.undefined(kind));
    }
  }

  private void set(int handle, PointTraits known) {
    @Nullable PointTraits[] current = traits;
    int capacity = Math.max(handle + 1, current.length);
    @Nullable PointTraits[] copy =
        handle < current.length ? current : Arrays.copyOf(current, 2 * capacity);
    copy[handle] = known;
    traits = copy; // publishes the entry
  }
}
