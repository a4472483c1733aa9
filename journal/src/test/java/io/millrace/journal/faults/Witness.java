package io.millrace.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.rocksdb.OpenJournals;
import io.millrace.journal.rocksdb.RocksDbJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Remembers what processes said before they died, and holds the journal to it: what was
 * acknowledged is there, once, in order per source; what a reader has seen is still there.
 */
final class Witness {
  private final Map<Integer, List<long[]>> acknowledged = new HashMap<>();
  private final Map<Long, String> seen = new HashMap<>();
  private long acknowledgedRecords;

  void hear(List<String> lines) {
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "A" -> {
          long from = Long.parseLong(words[2]);
          long to = Long.parseLong(words[3]);
          acknowledged
              .computeIfAbsent(Integer.parseInt(words[1]), s -> new ArrayList<>())
              .add(new long[] {from, to});
          acknowledgedRecords += to - from;
        }
        case "R" -> seen.put(Long.parseLong(words[1]), words[2]);
        default -> {
          // Other lines say how the process fares.
        }
      }
    }
  }

  long acknowledgedRecords() {
    return acknowledgedRecords;
  }

  /** Opens the journal and checks it; returns how many records it holds. */
  int check(Path folder, String description) {
    Finding finding = new Finding(description);
    try (OpenJournals journals = new OpenJournals();
        RocksDbJournal journal =
            journals.open(folder, JournalUnderLoad.SETTINGS, new RecordTimes());
        BlockReader reader =
            journal.read(journal.partitions(Lane.LIVE), Cursor.START, RecordFilter.ALL)) {
      JournalItem item;
      while ((item = reader.poll()) != null) {
        assertThat(item).as(description).isInstanceOf(Block.class);
        finding.add((Block) item);
      }
      assertThat(journal.statistics().health().damagedRecords()).as(description).isZero();
    }
    finding.compare();
    return finding.records;
  }

  /** What is there, kept small: numbers of a source as ranges, payloads only where a reader was. */
  private final class Finding {
    private final String description;
    // By source: where a range of numbers begins, and where it ends.
    private final Map<Integer, NavigableMap<Long, Long>> ranges = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Map<Long, String> atSeen = new HashMap<>();
    private int records;

    Finding(String description) {
      this.description = description;
    }

    void add(Block block) {
      for (Read read : Records.records(block)) {
        String[] parts = read.payload().split(":");
        int source = Integer.parseInt(parts[0]);
        long number = Long.parseLong(parts[1]);
        long before = last.getOrDefault(source, -1L);
        if (number <= before) {
          throw new AssertionError(
              description + ": record " + number + " of source " + source + " follows " + before);
        }
        last.put(source, number);
        addNumber(ranges.computeIfAbsent(source, s -> new TreeMap<>()), number);
        if (seen.containsKey(read.offset())) {
          atSeen.put(read.offset(), read.payload());
        }
        records++;
      }
    }

    private static void addNumber(NavigableMap<Long, Long> ranges, long number) {
      Map.Entry<Long, Long> newest = ranges.lastEntry();
      if (newest != null && newest.getValue() == number) {
        ranges.put(newest.getKey(), number + 1);
      } else {
        ranges.put(number, number + 1);
      }
    }

    void compare() {
      acknowledged.forEach(
          (source, all) -> {
            for (long[] range : all) {
              Map.Entry<Long, Long> there =
                  ranges.getOrDefault(source, new TreeMap<>()).floorEntry(range[0]);
              if (there == null || there.getValue() < range[1]) {
                throw new AssertionError(
                    "%s: records %d to %d of source %d were acknowledged and are not all there."
                        .formatted(description, range[0], range[1] - 1, source));
              }
            }
          });
      seen.forEach(
          (offset, payload) -> {
            if (!payload.equals(atSeen.get(offset))) {
              throw new AssertionError(
                  "%s: a reader saw '%s' at %d, where now is '%s'."
                      .formatted(description, payload, offset, atSeen.get(offset)));
            }
          });
    }
  }
}
