package io.millrace.journal.rocksdb;

import io.millrace.journal.Cursor;
import io.millrace.journal.Lag;
import io.millrace.journal.Lane;
import java.util.List;
import java.util.function.ToLongFunction;

/** The three partitions: one for each lane, numbered as the format says. */
final class Partitions {
  static final int LIVE = 0;
  static final int BULK = 1;
  static final int CONTEXT = 2;
  static final int COUNT = 3;

  private final List<PartitionLog> logs;

  Partitions(long tailBytes) {
    this.logs =
        List.of(
            new PartitionLog(LIVE, Lane.LIVE, tailBytes / 4 * 3),
            new PartitionLog(BULK, Lane.BULK, tailBytes / 8),
            new PartitionLog(CONTEXT, Lane.CONTEXT, tailBytes / 8));
  }

  List<PartitionLog> all() {
    return logs;
  }

  PartitionLog get(int partition) {
    if (partition < 0 || partition >= logs.size()) {
      throw new IllegalArgumentException("The journal has no partition " + partition + ".");
    }
    return logs.get(partition);
  }

  PartitionLog of(Lane lane) {
    return switch (lane) {
      case LIVE -> logs.get(LIVE);
      case BULK -> logs.get(BULK);
      case CONTEXT -> logs.get(CONTEXT);
    };
  }

  Cursor cursor(ToLongFunction<PartitionLog> offset) {
    Cursor cursor = Cursor.START;
    for (PartitionLog log : logs) {
      cursor = cursor.with(log.number, offset.applyAsLong(log));
    }
    return cursor;
  }

  Lag lag(List<Integer> partitions, Cursor from, long nowNs) {
    long records = 0;
    long bytes = 0;
    long age = 0;
    for (int number : partitions) {
      Lag lag = get(number).lag(from.next(number), nowNs);
      records += lag.records();
      bytes += lag.bytes();
      age = Math.max(age, lag.ageNs());
    }
    return records == 0 ? Lag.NONE : new Lag(records, bytes, age);
  }
}
