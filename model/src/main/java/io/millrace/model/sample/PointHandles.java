package io.millrace.model.sample;

import io.millrace.model.id.PointId;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small dense numbers for points, so that the hot path indexes arrays instead of hashing UUIDs. A
 * handle is valid in this process only and is never stored. Thread-safe; reading takes no lock.
 */
public final class PointHandles {
  private static final int INITIAL_CAPACITY = 1024;

  private final ConcurrentHashMap<PointId, Integer> handles = new ConcurrentHashMap<>();
  private volatile PointId[] points = new PointId[INITIAL_CAPACITY];
  private int size;

  /** The handle of the point; a new one if the point has none yet. */
  public int handleOf(PointId point) {
    Integer known = handles.get(point);
    return known != null ? known : add(point);
  }

  private synchronized int add(PointId point) {
    Integer known = handles.get(point);
    if (known != null) {
      return known;
    }
    int handle = size;
    PointId[] current = points;
    if (handle == current.length) {
      current = Arrays.copyOf(current, handle * 2);
    }
    current[handle] = point;
    points = current; // publishes the entry before anybody can learn the handle
    size = handle + 1;
    handles.put(point, handle);
    return handle;
  }

  /**
   * The point of a handle that this object gave out.
   *
   * @throws IndexOutOfBoundsException if it gave out no such handle
   */
  public PointId pointOf(int handle) {
    PointId[] current = points;
    if (handle < 0 || handle >= current.length || current[handle] == null) {
      throw new IndexOutOfBoundsException("No point has the handle " + handle + ".");
    }
    return current[handle];
  }

  /** How many handles there are: all are below this number. */
  public synchronized int size() {
    return size;
  }
}
