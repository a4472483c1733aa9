package io.millrace.history.store.memory;

import io.millrace.history.store.Commit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What survives when a {@link MemoryChunkStore} is dropped, as by a crash. Give it to another one
 * to start again.
 */
public final class MemoryDisk {
  /** One version of a row, before an older one; without bytes if the row was removed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Version(long number, byte @Nullable [] bytes, @Nullable Version older) {}

  /** Versions that were begun and never committed, both ends inclusive. */
  private record Abandoned(long from, long to) {}

  final ConcurrentNavigableMap<byte[], Version> chunks = table();
  final ConcurrentNavigableMap<byte[], Version> pages = table();
  final ConcurrentNavigableMap<byte[], Version> sideRows = table();
  private volatile Commit committed = Commit.NONE;
  private volatile List<Abandoned> abandoned = List.of();
  private long begun;

  private static ConcurrentNavigableMap<byte[], Version> table() {
    return new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  }

  /** Starts a writer: what was begun beyond the last commit will never be committed. */
  synchronized long beginAnew() {
    if (begun > committed.version()) {
      List<Abandoned> more = new ArrayList<>(abandoned);
      more.add(new Abandoned(committed.version() + 1, begun));
      abandoned = List.copyOf(more);
    }
    return Math.max(begun, committed.version()) + 1;
  }

  synchronized void begin(long version) {
    begun = Math.max(begun, version);
  }

  void commit(Commit commit) {
    committed = commit;
  }

  Commit committed() {
    return committed;
  }

  /** The bytes of the newest committed version; null if there is none or the row was removed. */
  byte @Nullable [] visible(@Nullable Version newest) {
    for (Version version = newest; version != null; version = version.older) {
      if (isCommitted(version.number)) {
        return version.bytes;
      }
    }
    return null;
  }

  /** Adds a version and forgets those that no reader can reach any more. */
  void add(
      ConcurrentNavigableMap<byte[], Version> table,
      byte[] key,
      long number,
      byte @Nullable [] bytes) {
    Version before = table.get(key);
    while (before != null && !isCommitted(before.number)) {
      before = before.older;
    }
    Version reachable =
        before == null || before.bytes == null
            ? null
            : new Version(before.number, before.bytes, null);
    if (bytes == null && reachable == null) {
      table.remove(key);
    } else {
      table.put(key, new Version(number, bytes, reachable));
    }
  }

  private boolean isCommitted(long version) {
    if (version > committed.version()) {
      return false;
    }
    for (Abandoned each : abandoned) {
      if (version >= each.from && version <= each.to) {
        return false;
      }
    }
    return true;
  }
}
