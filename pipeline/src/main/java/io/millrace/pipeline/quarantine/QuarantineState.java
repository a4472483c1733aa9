package io.millrace.pipeline.quarantine;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Origin;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Outcome;
import io.millrace.pipeline.decode.Rejection;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The state of the quarantine reader: one thread folds, others read under the lock. What entries
 * say is in memory; their bytes are in the store, but for those that are not committed yet.
 */
final class QuarantineState {
  private static final byte ENTRY = 'e';
  private static final byte CONTENT = 'b';
  private static final byte RESOLUTION = 'r';
  private static final byte EARLY = 'x';
  private static final byte[] COUNTS = {'c'};
  private static final int MOST_RESOLUTIONS = 1_000;
  private static final int MOST_EARLY = 10_000;

  private record Reason(SourceId source, String code, String channel) {}

  final ReadWriteLock lock = new ReentrantReadWriteLock();
  final LinkedHashMap<EntryId, QuarantineEntry> entries = new LinkedHashMap<>();
  private final QuarantineSettings settings;
  private final StateReader stored;
  private final Map<SourceId, Integer> bySource = new HashMap<>();
  private final Map<Reason, Integer> byReason = new HashMap<>();
  private final Map<EntryId, byte[]> unsaved = new HashMap<>();
  private Map<EntryId, byte[]> saved = Map.of();
  private final Set<EntryId> removed = new LinkedHashSet<>();
  private final Deque<Resolution> resolutions = new ArrayDeque<>();
  private final Map<Integer, Long> seen = new HashMap<>();
  private final LinkedHashSet<EntryId> resolvedEarly = new LinkedHashSet<>();
  private long firstResolution;
  private long unsavedResolutions;
  private boolean earlyChanged;
  private long bytes;
  private long taken;
  private long notKept;
  private long expired;
  private long resolved;

  QuarantineState(QuarantineSettings settings, StateReader stored) {
    this.settings = settings;
    this.stored = stored;
    stored.scan(
        new byte[] {ENTRY},
        (key, value) -> {
          QuarantineEntry entry = EntryCodec.decode(EntryCodec.id(key), value);
          entries.put(entry.id(), entry);
          count(entry, 1);
        });
    stored.scan(
        new byte[] {RESOLUTION},
        (key, value) -> {
          firstResolution = resolutions.isEmpty() ? number(key) : firstResolution;
          resolutions.add(EntryCodec.decodeResolution(value));
        });
    stored.scan(new byte[] {EARLY}, (key, value) -> resolvedEarly.add(EntryCodec.id(key)));
    byte[] counts = stored.get(COUNTS);
    if (counts != null) {
      ByteBuffer in = ByteBuffer.wrap(counts);
      taken = in.getLong();
      notKept = in.getLong();
      expired = in.getLong();
      resolved = in.getLong();
    }
  }

  void apply(DecodedItem item) {
    lock.writeLock().lock();
    try {
      switch (item) {
        case DecodedItem.Messages messages -> {
          messages.parts().forEach(part -> part.rejections().forEach(r -> take(part, r)));
          seen.merge(messages.block().partition(), messages.block().nextOffset(), Math::max);
          expire(messages.block().receiveTimeNs(messages.block().size() - 1));
        }
        case DecodedItem.Redecoded again -> applyAgain(again);
        case DecodedItem.Context context -> {
          for (DecodedItem.Change each : context.changes()) {
            if (each.change() instanceof QuarantineResolved decision) {
              resolve(decision);
            }
          }
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void take(DecodedPart part, Rejection rejection) {
    Block block = part.block();
    int record = rejection.record();
    taken++;
    Origin origin = block.origins().get(block.originIndex(record));
    Channel channel = block.channels().get(block.channelIndex(record));
    byte[] own = rejection.part();
    byte[] content =
        own != null
            ? own
            : Arrays.copyOfRange(
                block.payloads(), block.payloadStart(record), block.payloadEnd(record));
    EntryId id = idOf(block, rejection);
    QuarantineEntry entry =
        new QuarantineEntry(
            id,
            origin.source(),
            rejection.code(),
            rejection.reason(),
            rejection.line(),
            rejection.field(),
            channel.name(),
            channel.contentType(),
            origin.principal(),
            block.attributes(record),
            block.receiveTimeNs(record),
            content.length);
    if (resolvedEarly.remove(new EntryId(id.partition(), id.offset(), 0))) {
      resolved++;
      earlyChanged = true;
    } else if (!hasRoomFor(entry)) {
      notKept++;
    } else if (!entries.containsKey(id)) {
      entries.put(id, entry);
      unsaved.put(id, content);
      removed.remove(id);
      count(entry, 1);
      makeRoom();
    }
  }

  /** A rejected part is named by its line, since its number within the message is not kept. */
  private static EntryId idOf(Block block, Rejection rejection) {
    int part = rejection.part() == null ? 0 : Math.max(1, rejection.line());
    return new EntryId(block.partition(), block.offset(rejection.record()), part);
  }

  private boolean hasRoomFor(QuarantineEntry entry) {
    return entry.bytes() <= settings.maxBytes()
        && bySource.getOrDefault(entry.source(), 0) < settings.maxEntriesPerSource()
        && byReason.getOrDefault(reason(entry), 0) < settings.maxEntriesPerReason();
  }

  private void makeRoom() {
    while (entries.size() > settings.maxEntries() || bytes > settings.maxBytes()) {
      remove(entries.firstEntry().getValue());
      expired++;
    }
  }

  private void expire(long nowNs) {
    while (!entries.isEmpty()
        && entries.firstEntry().getValue().receiveTimeNs() < nowNs - settings.maxAgeNs()) {
      remove(entries.firstEntry().getValue());
      expired++;
    }
  }

  private void remove(QuarantineEntry entry) {
    entries.remove(entry.id());
    if (unsaved.remove(entry.id()) == null) {
      removed.add(entry.id());
    }
    count(entry, -1);
  }

  private void count(QuarantineEntry entry, int sign) {
    bytes += (long) sign * entry.bytes();
    bySource.merge(entry.source(), sign, QuarantineState::sumOrNull);
    byReason.merge(reason(entry), sign, QuarantineState::sumOrNull);
  }

  private static @Nullable Integer sumOrNull(Integer a, Integer b) {
    int sum = a + b;
    return sum == 0 ? null : sum;
  }

  private static Reason reason(QuarantineEntry entry) {
    return new Reason(entry.source(), entry.code(), entry.channel());
  }

  private void resolve(QuarantineResolved decision) {
    for (JournalSpan span : decision.records()) {
      for (QuarantineEntry entry : within(span)) {
        remove(entry);
        resolved++;
        resolutions.add(
            new Resolution(entry.id(), decision.resolution(), decision.by(), decision.atNs()));
        unsavedResolutions++;
      }
      // After a restore the context lane may be ahead of the messages: they are still to come.
      boolean isEarly = span.toOffset() > seen.getOrDefault(span.partition(), 0L);
      if (isEarly && span.toOffset() - span.fromOffset() == 1) {
        resolvedEarly.add(new EntryId(span.partition(), span.fromOffset(), 0));
        if (resolvedEarly.size() > MOST_EARLY) {
          resolvedEarly.removeFirst();
        }
        earlyChanged = true;
      }
    }
  }

  private List<QuarantineEntry> within(JournalSpan span) {
    if (span.toOffset() - span.fromOffset() == 1 && entries.size() > 1_000) {
      List<QuarantineEntry> found = new ArrayList<>();
      QuarantineEntry whole = entries.get(new EntryId(span.partition(), span.fromOffset(), 0));
      if (whole != null) {
        found.add(whole);
        return found;
      }
    }
    return entries.values().stream()
        .filter(entry -> span.contains(entry.id().partition(), entry.id().offset()))
        .toList();
  }

  private void applyAgain(DecodedItem.Redecoded again) {
    Block block = again.block();
    for (int p = 0; p < again.after().size(); p++) {
      DecodedPart after = again.after().get(p);
      for (int record = after.fromRecord(); record < after.toRecord(); record++) {
        if (after.outcome(record) != Outcome.QUARANTINED) {
          QuarantineEntry entry =
              entries.get(new EntryId(block.partition(), block.offset(record), 0));
          if (entry != null) {
            remove(entry);
          }
        }
      }
      after.rejections().forEach(rejection -> take(after, rejection));
    }
  }

  void save(StateWriter writes) {
    lock.writeLock().lock();
    try {
      for (EntryId id : removed) {
        writes.delete(EntryCodec.key(ENTRY, id));
        writes.delete(EntryCodec.key(CONTENT, id));
      }
      unsaved.forEach(
          (id, content) -> {
            QuarantineEntry entry = entries.get(id);
            if (entry != null) {
              writes.put(EntryCodec.key(ENTRY, id), EntryCodec.encode(entry));
              writes.put(EntryCodec.key(CONTENT, id), content);
            }
          });
      saveResolutions(writes);
      saveEarly(writes);
      writes.put(
          COUNTS,
          ByteBuffer.allocate(4 * Long.BYTES)
              .putLong(taken)
              .putLong(notKept)
              .putLong(expired)
              .putLong(resolved)
              .array());
      removed.clear();
      saved = Map.copyOf(unsaved);
      unsaved.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void saveResolutions(StateWriter writes) {
    long next = firstResolution + resolutions.size();
    int skip = (int) Math.max(0, resolutions.size() - unsavedResolutions);
    long number = next - Math.min(unsavedResolutions, resolutions.size());
    for (Resolution each : resolutions.stream().skip(skip).toList()) {
      writes.put(numbered(number++), EntryCodec.encode(each));
    }
    unsavedResolutions = 0;
    while (resolutions.size() > MOST_RESOLUTIONS) {
      resolutions.removeFirst();
      writes.delete(numbered(firstResolution++));
    }
  }

  private void saveEarly(StateWriter writes) {
    if (earlyChanged) {
      Set<EntryId> before = new TreeSet<>();
      stored.scan(new byte[] {EARLY}, (key, value) -> before.add(EntryCodec.id(key)));
      before.stream()
          .filter(id -> !resolvedEarly.contains(id))
          .forEach(id -> writes.delete(EntryCodec.key(EARLY, id)));
      resolvedEarly.forEach(id -> writes.put(EntryCodec.key(EARLY, id), new byte[0]));
      earlyChanged = false;
    }
  }

  private static byte[] numbered(long number) {
    return ByteBuffer.allocate(9).put(RESOLUTION).putLong(number).array();
  }

  private static long number(byte[] key) {
    return ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
  }

  /** An entry's bytes; null if it is gone. Any thread. */
  byte @Nullable [] content(EntryId id) {
    lock.readLock().lock();
    try {
      byte[] fresh = unsaved.get(id);
      if (fresh == null) {
        fresh = saved.get(id); // on its way into the store
      }
      return fresh != null ? fresh : stored.get(EntryCodec.key(CONTENT, id));
    } finally {
      lock.readLock().unlock();
    }
  }

  List<Resolution> resolutions() {
    return List.copyOf(resolutions);
  }

  QuarantineStatistics statistics() {
    return new QuarantineStatistics(entries.size(), bytes, taken, notKept, expired, resolved);
  }
}
