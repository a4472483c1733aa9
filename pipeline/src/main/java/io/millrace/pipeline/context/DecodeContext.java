package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the context lane. It keeps every version, so that a block that was written under an
 * old configuration is decoded with that one in every replay (law 7). Thread-safe.
 *
 * <p><b>How many unmapped points a source may have, without losing purity.</b> A value at an
 * address without binding makes a point of its own, whose id follows from the address. To limit
 * their number, decoding may not count: what it has seen before depends on where it began to read.
 * So the count belongs to a reader, whose state does follow from the journal: the discovery reader
 * notes each new address, and when a source has as many as {@link
 * SourceDefined#maxUnmappedPoints()} it appends {@link UnmappedPointsClosed} with the list of those
 * that are accepted. From that configuration version on, values at other addresses are counted as
 * unmapped and yield nothing. Between the moment when the limit is reached and the moment when the
 * change is in the journal, more may slip in (some milliseconds, or as far as the reader lags);
 * they yield samples in every replay in the same way, since the configuration version stands in
 * each block. A {@code SourceDefined} with a higher limit opens the door again.
 */
public final class DecodeContext {
  private final PointHandles handles;
  private final SourcePolicy undefinedSource;
  private final Map<SourceId, SourceContext> sources = new HashMap<>();
  private final Map<PointId, Versions<PointTraits>> traits = new HashMap<>();
  private final Map<PointId, Versions<EnumerationDefined>> enumerations = new HashMap<>();
  private final Map<PointId, Set<ChannelContext>> channelsByPoint = new HashMap<>();
  private final PointTraitsTable table = new PointTraitsTable();
  private long version;

  /**
   * An empty context.
   *
   * @param undefinedSource how a source is treated before it is defined
   */
  public DecodeContext(PointHandles handles, SourcePolicy undefinedSource) {
    this.handles = handles;
    this.undefinedSource = undefinedSource;
  }

  /** The version up to which changes are folded: all before this offset. */
  public synchronized long version() {
    return version;
  }

  /** Folds nothing, but notes that there is nothing to fold before an offset. */
  public synchronized void advanceTo(long newVersion) {
    version = Math.max(version, newVersion);
  }

  /**
   * Folds a change. One that was folded already is ignored.
   *
   * @param offset its offset in the context lane; ascends
   */
  public synchronized void apply(long offset, ContextChange change) {
    if (offset < version) {
      return;
    }
    version = offset + 1;
    switch (change) {
      case SourceDefined c -> source(c.source()).define(offset, c);
      case MappingDefined c -> source(c.source()).map(offset, c);
      case UnmappedPointsClosed c -> source(c.source()).close(offset, c);
      case PointBound c -> bind(offset, c);
      case PointUnbound c ->
          source(c.source()).channel(c.channel()).bind(offset, c.path(), c.validFromNs(), null);
      case PointDefined c -> {
        traits.computeIfAbsent(c.point(), p -> new Versions<>()).add(offset, c.traits());
        table.define(handles.handleOf(c.point()), c.traits());
        touch(c.point(), offset);
      }
      case EnumerationDefined c -> {
        enumerations.computeIfAbsent(c.point(), p -> new Versions<>()).add(offset, c);
        touch(c.point(), offset);
      }
      case DecodedAnew c -> source(c.source()).decodeAnew(offset, c);
      case SamplesDeleted c -> {} // for history
      case QuarantineResolved c -> {} // for the quarantine
    }
  }

  private SourceContext source(SourceId source) {
    return sources.computeIfAbsent(source, s -> new SourceContext());
  }

  private void bind(long offset, PointBound c) {
    ChannelContext channel = source(c.source()).channel(c.channel());
    channel.bind(offset, c.path(), c.validFromNs(), c);
    channelsByPoint.computeIfAbsent(c.point(), p -> new HashSet<>(2)).add(channel);
  }

  private void touch(PointId point, long offset) {
    for (ChannelContext channel : channelsByPoint.getOrDefault(point, Set.of())) {
      channel.changes.add(offset);
    }
  }

  /**
   * The plan for a channel in a version.
   *
   * @param wanted not beyond {@link #version()}
   */
  public synchronized ChannelPlan plan(SourceId id, String channelName, long wanted) {
    requireKnown(wanted);
    SourceContext source = sources.get(id);
    if (source == null) {
      return new ChannelPlan(
          undefinedSource.undefined(id), channelName, 0, version, "", Map.of(), Map.of(), null);
    }
    ChannelContext channel = source.channels.get(channelName);
    SourceDefined definition = source.definition(wanted);
    MappingRule rule = source.rule(channelName, wanted);
    long first = source.changes.firstVersionLike(wanted);
    return new ChannelPlan(
        definition == null ? undefinedSource.undefined(id) : definition,
        channelName,
        channel == null ? first : Math.max(first, channel.changes.firstVersionLike(wanted)),
        lastVersionLike(source, channel, wanted),
        rule == null ? "" : rule.format(),
        rule == null ? Map.of() : rule.options(),
        channel == null ? Map.of() : channel.timelines(wanted, this::compile),
        source.accepted(channelName, wanted));
  }

  /**
   * A plan like the given one that holds for a version: the same if nothing changed meanwhile, else
   * a new one.
   */
  public synchronized ChannelPlan renew(ChannelPlan plan, long wanted) {
    requireKnown(wanted);
    if (wanted >= plan.firstVersion()) {
      SourceContext source = sources.get(plan.source().source());
      ChannelContext channel = source == null ? null : source.channels.get(plan.channel());
      long last = source == null ? version : lastVersionLike(source, channel, plan.firstVersion());
      if (wanted <= last) {
        return plan.until(last);
      }
    }
    return plan(plan.source().source(), plan.channel(), wanted);
  }

  private long lastVersionLike(
      SourceContext source, @Nullable ChannelContext channel, long wanted) {
    long last = Math.min(version, source.changes.lastVersionLike(wanted));
    return channel == null ? last : Math.min(last, channel.changes.lastVersionLike(wanted));
  }

  private void requireKnown(long wanted) {
    if (wanted > version) {
      throw new IllegalStateException(
          "Version "
              + wanted
              + " of the context was asked for, but only "
              + version
              + " is known.");
    }
  }

  private Binding compile(PointBound bound, long wanted) {
    Versions<PointTraits> known = traits.get(bound.point());
    PointTraits point = known == null ? null : known.at(wanted);
    Versions<EnumerationDefined> codes = enumerations.get(bound.point());
    EnumerationDefined enumeration = codes == null ? null : codes.at(wanted);
    return new Binding(
        handles.handleOf(bound.point()),
        bound.point(),
        point == null ? PointTraits.undefined(ValueKind.DOUBLE) : point,
        bound.factor(),
        bound.offset(),
        enumeration == null ? Map.of() : enumeration.codesByText());
  }

  /** The orders to decode records of a source anew, oldest first; mostly none. */
  public synchronized List<DecodingOrder> orders(SourceId id) {
    SourceContext source = sources.get(id);
    return source == null ? List.of() : source.orders();
  }

  /** The newest traits of every point that is defined or has values, by handle. */
  public PointTraitsTable traits() {
    return table;
  }

  /** The newest definition of a source; null if it was never defined. */
  public synchronized @Nullable SourceDefined latestSource(SourceId id) {
    SourceContext source = sources.get(id);
    return source == null ? null : source.latestDefinition();
  }

  /** The newest definition of a source, or what holds for undefined ones. */
  public SourceDefined sourceOrDefault(SourceId id) {
    SourceDefined latest = latestSource(id);
    return latest == null ? undefinedSource.undefined(id) : latest;
  }

  /** Whether new unmapped points of a source are welcome, as far as is known. */
  public synchronized boolean isOpenForUnmapped(SourceId id) {
    SourceContext source = sources.get(id);
    return source == null || source.isOpen();
  }
}
