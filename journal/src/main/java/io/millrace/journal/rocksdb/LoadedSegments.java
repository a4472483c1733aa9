package io.millrace.journal.rocksdb;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rocksdb.RocksDBException;

/**
 * Sealed segments that are being read in full, shared by all readers and bounded in memory: when
 * too many readers scan at different places they load again rather than fill the heap. Thread-safe.
 */
final class LoadedSegments {
  private record Key(int partition, long first) {}

  /** Loads a segment. */
  interface Loading {
    LoadedSegment load() throws RocksDBException;
  }

  private final long mostBytes;
  private final Map<Key, LoadedSegment> loaded = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  LoadedSegments(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  LoadedSegment get(int partition, long first, Loading loading) throws RocksDBException {
    Key key = new Key(partition, first);
    synchronized (this) {
      LoadedSegment there = loaded.get(key);
      if (there != null) {
        return there;
      }
    }
    // Two readers may load the same segment at once; that is cheaper than one waiting in line.
    LoadedSegment segment = loading.load();
    synchronized (this) {
      LoadedSegment before = loaded.put(key, segment);
      bytes += segment.bytes() - (before == null ? 0 : before.bytes());
      Iterator<LoadedSegment> oldest = loaded.values().iterator();
      while (bytes > mostBytes && oldest.hasNext()) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
    return segment;
  }

  /** Forgets the segments of a partition before an offset. */
  synchronized void dropBefore(int partition, long offset) {
    Iterator<Map.Entry<Key, LoadedSegment>> all = loaded.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, LoadedSegment> entry = all.next();
      if (entry.getKey().partition == partition && entry.getKey().first < offset) {
        bytes -= entry.getValue().bytes();
        all.remove();
      }
    }
  }
}
