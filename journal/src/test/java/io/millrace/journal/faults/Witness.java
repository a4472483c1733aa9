package io.millrace.journal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Lane;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.rocksdb.OpenJournals;
import io.millrace.journal.rocksdb.RocksDbJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    List<Read> records;
    try (OpenJournals journals = new OpenJournals();
        RocksDbJournal journal =
            journals.open(folder, JournalUnderLoad.SETTINGS, new RecordTimes())) {
      records = Records.readAll(journal, Lane.LIVE);
      assertThat(journal.statistics().health().damagedRecords()).as(description).isZero();
    }
    Map<Integer, Long> last = new HashMap<>();
    Map<Integer, Set<Long>> there = new HashMap<>();
    Map<Long, String> byOffset = new HashMap<>();
    for (Read read : records) {
      String[] parts = read.payload().split(":");
      int source = Integer.parseInt(parts[0]);
      long number = Long.parseLong(parts[1]);
      assertThat(number)
          .as("%s: order of source %d", description, source)
          .isGreaterThan(last.getOrDefault(source, -1L));
      last.put(source, number);
      there.computeIfAbsent(source, s -> new HashSet<>()).add(number);
      byOffset.put(read.offset(), read.payload());
    }
    acknowledged.forEach(
        (source, ranges) -> {
          for (long[] range : ranges) {
            for (long n = range[0]; n < range[1]; n++) {
              if (!there.getOrDefault(source, Set.of()).contains(n)) {
                throw new AssertionError(
                    description
                        + ": record "
                        + n
                        + " of source "
                        + source
                        + " was acknowledged and is gone.");
              }
            }
          }
        });
    seen.forEach(
        (offset, payload) ->
            assertThat(byOffset.get(offset))
                .as("%s: what a reader saw at %d", description, offset)
                .isEqualTo(payload));
    return records.size();
  }
}
