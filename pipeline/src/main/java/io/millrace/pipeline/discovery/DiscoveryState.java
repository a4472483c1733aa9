package io.millrace.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.Address;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Discovery;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The state of the discovery reader. Guarded by its monitor: the reader folds, a publisher takes
 * what is to be told.
 */
final class DiscoveryState {
  private static final byte FOUND = 'f';
  private static final byte VERSION = 1;

  /** What is known of one source. */
  private static final class Source {
    final Map<PointId, Discovery> unmapped = new LinkedHashMap<>();
    boolean isClosed;
  }

  private final Map<SourceId, Source> sources = new HashMap<>();
  private final LinkedHashSet<PointId> untold = new LinkedHashSet<>();
  private final Map<PointId, Discovery> byPoint = new HashMap<>();
  private final Set<PointId> changed = new HashSet<>();
  private final Set<PointId> removed = new HashSet<>();

  DiscoveryState(StateReader stored) {
    stored.scan(new byte[] {FOUND}, this::restore);
  }

  private void restore(byte[] key, byte[] value) {
    ByteBuffer id = ByteBuffer.wrap(key, 1, 16);
    PointId point = new PointId(new UUID(id.getLong(), id.getLong()));
    ByteBuffer in = ByteBuffer.wrap(value);
    if (in.get() != VERSION) {
      throw new IllegalStateException("Stored discoveries are of another version.");
    }
    boolean told = in.get() == 1;
    SourceId source = new SourceId(new UUID(in.getLong(), in.getLong()));
    ValueKind kind = ValueKind.ofCode(in.get());
    long timeNs = in.getLong();
    Discovery found = new Discovery(source, text(in), text(in), kind, point, timeNs);
    byPoint.put(point, found);
    source(source).unmapped.put(point, found);
    if (!told) {
      untold.add(point);
    }
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  synchronized void apply(DecodedItem item) {
    switch (item) {
      case DecodedItem.Messages messages -> messages.parts().forEach(this::addAll);
      case DecodedItem.Redecoded again -> again.after().forEach(this::addAll);
      case DecodedItem.Context context -> {
        for (DecodedItem.Change each : context.changes()) {
          switch (each.change()) {
            case PointBound bound -> bound(bound);
            case UnmappedPointsClosed closed -> source(closed.source()).isClosed = true;
            case SourceDefined defined -> {
              Source source = source(defined.source());
              source.isClosed &= defined.maxUnmappedPoints() <= source.unmapped.size();
            }
            case MappingDefined _,
                PointDefined _,
                PointUnbound _,
                EnumerationDefined _,
                SamplesDeleted _,
                DecodedAnew _,
                QuarantineResolved _ -> {}
          }
        }
      }
    }
  }

  private void addAll(DecodedPart part) {
    for (Discovery found : part.discoveries()) {
      if (byPoint.putIfAbsent(found.point(), found) == null) {
        source(found.source()).unmapped.put(found.point(), found);
        untold.add(found.point());
        changed.add(found.point());
        removed.remove(found.point());
      }
    }
  }

  /** An address that was adopted or mapped is not an unmapped one any more. */
  private void bound(PointBound bound) {
    Source source = source(bound.source());
    for (ValueKind kind : ValueKind.values()) {
      PointId point = PointId.ofAddress(bound.source(), bound.channel(), bound.path(), kind.name());
      if (source.unmapped.remove(point) != null) {
        byPoint.remove(point);
        untold.remove(point);
        changed.remove(point);
        removed.add(point);
      }
    }
  }

  private Source source(SourceId id) {
    return sources.computeIfAbsent(id, s -> new Source());
  }

  synchronized void save(StateWriter writes) {
    removed.forEach(point -> writes.delete(key(point)));
    for (PointId point : changed) {
      Discovery found = byPoint.get(point);
      if (found != null) {
        writes.put(key(point), encode(found, !untold.contains(point)));
      }
    }
    removed.clear();
    changed.clear();
  }

  private static byte[] key(PointId point) {
    return ByteBuffer.allocate(17)
        .put(FOUND)
        .putLong(point.value().getMostSignificantBits())
        .putLong(point.value().getLeastSignificantBits())
        .array();
  }

  private static byte[] encode(Discovery found, boolean told) {
    byte[] channel = found.channel().getBytes(UTF_8);
    byte[] path = found.path().getBytes(UTF_8);
    return ByteBuffer.allocate(35 + channel.length + path.length)
        .put(VERSION)
        .put((byte) (told ? 1 : 0))
        .putLong(found.source().value().getMostSignificantBits())
        .putLong(found.source().value().getLeastSignificantBits())
        .put(found.kind().code())
        .putLong(found.timeNs())
        .putInt(channel.length)
        .put(channel)
        .putInt(path.length)
        .put(path)
        .array();
  }

  /** The oldest discoveries that were not told yet. */
  synchronized List<Discovery> untold(int limit) {
    List<Discovery> oldest = new ArrayList<>();
    for (PointId point : untold) {
      Discovery found = byPoint.get(point);
      if (found != null) {
        oldest.add(found);
      }
      if (oldest.size() == limit) {
        break;
      }
    }
    return oldest;
  }

  /** They were told. */
  synchronized void told(List<Discovery> discovered) {
    for (Discovery each : discovered) {
      if (untold.remove(each.point())) {
        changed.add(each.point());
      }
    }
  }

  /** The sources that have unmapped points and are not closed, with their number. */
  synchronized Map<SourceId, Integer> openSources() {
    Map<SourceId, Integer> open = new HashMap<>();
    sources.forEach(
        (id, source) -> {
          if (!source.isClosed && !source.unmapped.isEmpty()) {
            open.put(id, source.unmapped.size());
          }
        });
    return open;
  }

  /** The unmapped points of a source. */
  synchronized List<Discovery> unmapped(SourceId id) {
    Source source = sources.get(id);
    return source == null ? List.of() : List.copyOf(source.unmapped.values());
  }

  /** Their addresses, for the change that closes the source. */
  List<Address> addresses(SourceId id) {
    return unmapped(id).stream().map(d -> new Address(d.channel(), d.path(), d.kind())).toList();
  }
}
