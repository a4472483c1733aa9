package io.millrace.pipeline.quarantine;

import io.millrace.journal.Channel;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChange.QuarantineResolution;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.SystemRecords;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The quarantine reader: its fold, and what people do with it. Everything but the fold is
 * thread-safe. What a person decides is appended to the journal, and takes effect when the reader
 * sees it there.
 */
public final class Quarantine {
  private static final long PIECE_BYTES = 4 << 20;

  private final QuarantineSettings settings;
  private final Journal journal;
  private final NanoClock clock;
  private volatile @Nullable QuarantineState state;

  /** An empty quarantine, until its reader runs. */
  public Quarantine(QuarantineSettings settings, Journal journal, NanoClock clock) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
  }

  /** What the reader does, for all lanes. */
  public Fold<?, DecodedItem> fold() {
    return new QuarantineFold();
  }

  private final class QuarantineFold implements Fold<QuarantineState, DecodedItem> {
    @Override
    public QuarantineState restore(StateReader stored) {
      QuarantineState restored = new QuarantineState(settings, stored);
      state = restored;
      return restored;
    }

    @Override
    public QuarantineState apply(QuarantineState current, DecodedItem item) {
      current.apply(item);
      return current;
    }

    @Override
    public QuarantineState lost(QuarantineState current, Loss loss) {
      return current;
    }

    @Override
    public void save(QuarantineState current, StateWriter writes) {
      current.save(writes);
    }
  }

  /**
   * Entries, oldest first.
   *
   * @param source only of this source; null for all
   * @param code only with this error code; null for all
   * @param after only those that came after this entry; null to begin
   */
  public List<QuarantineEntry> list(
      @Nullable SourceId source, @Nullable String code, @Nullable EntryId after, int limit) {
    QuarantineState current = state;
    if (current == null) {
      return List.of();
    }
    current.lock.readLock().lock();
    try {
      boolean passed = after == null || !current.entries.containsKey(after);
      List<QuarantineEntry> found = new ArrayList<>();
      for (QuarantineEntry entry : current.entries.values()) {
        if (found.size() == limit) {
          break;
        }
        boolean wanted =
            (source == null || entry.source().equals(source))
                && (code == null || entry.code().equals(code));
        if (passed && wanted) {
          found.add(entry);
        }
        passed |= entry.id().equals(after);
      }
      return found;
    } finally {
      current.lock.readLock().unlock();
    }
  }

  /**
   * An entry.
   *
   * @throws PipelineException with {@link PipelineError#QUARANTINE_ENTRY_UNKNOWN}
   */
  public QuarantineEntry entry(EntryId id) {
    QuarantineState current = state;
    if (current != null) {
      current.lock.readLock().lock();
      try {
        QuarantineEntry entry = current.entries.get(id);
        if (entry != null) {
          return entry;
        }
      } finally {
        current.lock.readLock().unlock();
      }
    }
    throw unknown(id);
  }

  /**
   * The bytes of an entry.
   *
   * @throws PipelineException with {@link PipelineError#QUARANTINE_ENTRY_UNKNOWN}
   */
  public byte[] content(EntryId id) {
    QuarantineState current = state;
    byte[] content = current == null ? null : current.content(id);
    if (content == null) {
      throw unknown(id);
    }
    return content;
  }

  private static PipelineException unknown(EntryId id) {
    return new PipelineException(
        PipelineError.QUARANTINE_ENTRY_UNKNOWN,
        "Quarantine has no entry " + id + "; it may have been resolved or have expired.");
  }

  /**
   * Appends the bytes of entries to the journal again, to be decoded with today's configuration;
   * what fails again comes back under a new id. The entries go.
   *
   * <p>The bytes come before the decision: after a crash between them the entry is still there, and
   * retrying it once more yields duplicates, which history knows as such (law 12).
   *
   * <p>Much is appended in pieces, and the entries of each go when it is durable; if one fails,
   * those after it stay.
   *
   * @return completes when all of it is durable
   */
  public CompletableFuture<Void> retry(Collection<EntryId> ids, UserId by) {
    return retryFrom(0, withSiblings(ids), by);
  }

  /** Piece by piece: all of quarantine is far more than a batch or memory may hold. */
  private CompletableFuture<Void> retryFrom(int from, List<QuarantineEntry> chosen, UserId by) {
    if (from == chosen.size()) {
      return CompletableFuture.completedFuture(null);
    }
    int to = endOfPiece(from, chosen);
    List<QuarantineEntry> piece = chosen.subList(from, to);
    RecordBatch batch = new RecordBatch(Lane.BULK);
    for (QuarantineEntry entry : piece) {
      batch.add(
          SystemRecords.retry(entry.source(), "user:" + by),
          new Channel(entry.channel(), entry.contentType()),
          entry.receiveTimeNs(),
          0,
          content(entry.id()));
      Map<String, String> attributes = new HashMap<>(entry.attributes());
      attributes.put(SystemRecords.RETRY_OF, entry.firstId().toString());
      batch.attributesOfLast(attributes);
    }
    return journal
        .append(batch)
        .thenCompose(durable -> decide(piece, QuarantineResolution.RETRIED, by))
        // not on the journal's thread, since the next contents are read from the disk
        .thenComposeAsync(decided -> retryFrom(to, chosen, by));
  }

  /** Lines of one message stay together: a decision is about all of them. */
  private static int endOfPiece(int from, List<QuarantineEntry> chosen) {
    long bytes = chosen.get(from).bytes();
    int to = from + 1;
    while (to < chosen.size()) {
      QuarantineEntry next = chosen.get(to);
      bytes += next.bytes();
      if (bytes > PIECE_BYTES && !next.id().isOfSameRecord(chosen.get(to - 1).id())) {
        break;
      }
      to++;
    }
    return to;
  }

  /**
   * Removes entries for good.
   *
   * @return completes when that is durable
   */
  public CompletableFuture<Void> discard(Collection<EntryId> ids, UserId by) {
    return decide(withSiblings(ids), QuarantineResolution.DISCARDED, by);
  }

  /** Lines of one message share its fate, since the journal names records. */
  private List<QuarantineEntry> withSiblings(Collection<EntryId> ids) {
    Map<EntryId, QuarantineEntry> chosen = new HashMap<>();
    for (EntryId id : ids) {
      QuarantineEntry entry = entry(id);
      chosen.put(id, entry);
    }
    QuarantineState current = state;
    if (current != null) {
      current.lock.readLock().lock();
      try {
        boolean anyPart = ids.stream().anyMatch(id -> id.part() > 0);
        for (QuarantineEntry each :
            anyPart ? current.entries.values() : List.<QuarantineEntry>of()) {
          EntryId id = each.id();
          if (ids.stream().anyMatch(id::isOfSameRecord)) {
            chosen.put(id, each);
          }
        }
      } finally {
        current.lock.readLock().unlock();
      }
    }
    return chosen.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  private CompletableFuture<Void> decide(
      List<QuarantineEntry> chosen, QuarantineResolution what, UserId by) {
    List<JournalSpan> spans =
        chosen.stream()
            .map(QuarantineEntry::id)
            .map(id -> new JournalSpan(id.partition(), id.offset(), id.offset() + 1))
            .distinct()
            .toList();
    long nowNs = clock.nowNs();
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(new SourceId(new UUID(0, 0)), "user:" + by, 0, "millrace/quarantine"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        nowNs,
        0,
        ContextChangeCodec.encode(new QuarantineResolved(spans, what, by, nowNs)));
    return journal.append(batch).thenAccept(durable -> {});
  }

  /** The newest decisions, oldest first. */
  public List<Resolution> resolutions() {
    QuarantineState current = state;
    if (current == null) {
      return List.of();
    }
    current.lock.readLock().lock();
    try {
      return current.resolutions();
    } finally {
      current.lock.readLock().unlock();
    }
  }

  /** What quarantine holds and counts. */
  public QuarantineStatistics statistics() {
    QuarantineState current = state;
    if (current == null) {
      return new QuarantineStatistics(0, 0, 0, 0, 0, 0);
    }
    current.lock.readLock().lock();
    try {
      return current.statistics();
    } finally {
      current.lock.readLock().unlock();
    }
  }
}
