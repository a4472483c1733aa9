package io.millrace.pipeline.discovery;

import io.millrace.journal.Channel;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.MillraceException;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.Discovery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The discovery reader: its fold, which only notes, and {@link #publish}, which tells. Telling is
 * an effect (law 8): it has the point's id as its key, and a replay that finds the same again notes
 * nothing new.
 */
public final class Discoveries {
  private static final Logger LOG = LoggerFactory.getLogger(Discoveries.class);
  private static final int MOST_AT_ONCE = 1_000;

  private final Journal journal;
  private final DecodeContext context;
  private final PointHandles handles;
  private final NanoClock clock;
  private final DiscoverySink sink;
  private final Set<SourceId> closing = ConcurrentHashMap.newKeySet();
  private volatile @Nullable DiscoveryState state;

  /** Tells nothing until {@link #publish} is called. */
  public Discoveries(
      Journal journal,
      DecodeContext context,
      PointHandles handles,
      NanoClock clock,
      DiscoverySink sink) {
    this.journal = journal;
    this.context = context;
    this.handles = handles;
    this.clock = clock;
    this.sink = sink;
  }

  /** What the reader does, for all lanes. */
  public Fold<?, DecodedItem> fold() {
    return new DiscoveryFold();
  }

  private final class DiscoveryFold implements Fold<DiscoveryState, DecodedItem> {
    @Override
    public DiscoveryState restore(StateReader stored) {
      DiscoveryState restored = new DiscoveryState(stored);
      for (SourceId source : restored.openSources().keySet()) {
        restored
            .unmapped(source)
            .forEach(d -> context.traits().learn(handles.handleOf(d.point()), d.kind()));
      }
      state = restored;
      return restored;
    }

    @Override
    public DiscoveryState apply(DiscoveryState current, DecodedItem item) {
      current.apply(item);
      return current;
    }

    @Override
    public DiscoveryState lost(DiscoveryState current, Loss loss) {
      return current;
    }

    @Override
    public void save(DiscoveryState current, StateWriter writes) {
      current.save(writes);
    }
  }

  /**
   * Tells what was found since the last call, and closes sources that have as many unmapped points
   * as they may. To be called about every 100 ms, by one thread.
   *
   * @return how many discoveries were told
   */
  public int publish() {
    DiscoveryState current = state;
    if (current == null) {
      return 0;
    }
    int told = 0;
    for (List<Discovery> next = current.untold(MOST_AT_ONCE);
        !next.isEmpty();
        next = current.untold(MOST_AT_ONCE)) {
      told += tell(current, next);
    }
    current
        .openSources()
        .forEach(
            (source, count) -> {
              if (count >= context.sourceOrDefault(source).maxUnmappedPoints()) {
                close(current, source);
              }
            });
    return told;
  }

  /** Tells all at once or, if one of them is refused, each alone: it must not keep the others. */
  private int tell(DiscoveryState current, List<Discovery> found) {
    int told = 0;
    try {
      sink.discovered(found);
      told = found.size();
    } catch (RuntimeException e) {
      if (isOutage(e)) {
        throw e;
      }
      if (found.size() > 1) {
        for (Discovery each : found) {
          told += tell(current, List.of(each));
        }
        return told;
      }
      Discovery refused = found.getFirst();
      LOG.error(
          "The address '{}' of channel '{}' of source {} cannot be listed as an unmapped point and"
              + " is left out; its values are kept.",
          refused.path(),
          refused.channel(),
          refused.source(),
          e);
    }
    current.told(found);
    return told;
  }

  /** Whether it says nothing of what was told, so that telling it later may do. */
  private static boolean isOutage(RuntimeException failure) {
    return failure instanceof MillraceException known
        && (known.code().category() == ErrorCategory.TRY_LATER
            || known.code().category() == ErrorCategory.UNAVAILABLE);
  }

  private void close(DiscoveryState current, SourceId source) {
    if (!context.isOpenForUnmapped(source) || !closing.add(source)) {
      return;
    }
    UnmappedPointsClosed change = new UnmappedPointsClosed(source, current.addresses(source));
    LOG.warn(
        "Source {} has {} unmapped points and may have no more; values at other addresses are"
            + " counted and stay in the journal alone.",
        source,
        change.accepted().size());
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(source, "millrace:discovery", 0, "millrace/discovery"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        clock.nowNs(),
        0,
        ContextChangeCodec.encode(change));
    journal
        .append(batch)
        .whenComplete(
            (cursor, failure) -> {
              closing.remove(source);
              if (failure != null) {
                LOG.warn("Source {} could not be closed for unmapped points.", source, failure);
              }
            });
  }

  /** The unmapped points of a source. */
  public List<Discovery> unmapped(SourceId source) {
    DiscoveryState current = state;
    return current == null ? List.of() : current.unmapped(source);
  }
}
