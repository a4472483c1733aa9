package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange.Address;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one source, with every version. */
final class SourceContext {
  /**
   * Whether new unmapped points are welcome.
   *
   * @param accepted if not: those that there are, by channel and path
   * @param count how many these are
   */
  private record Door(boolean open, Map<String, Map<String, Set<ValueKind>>> accepted, int count) {
    static final Door OPEN = new Door(true, Map.of(), 0);

    static Door closed(List<Address> addresses) {
      Map<String, Map<String, Set<ValueKind>>> accepted = new HashMap<>();
      for (Address address : addresses) {
        accepted
            .computeIfAbsent(address.channel(), c -> new HashMap<>())
            .computeIfAbsent(address.path(), p -> EnumSet.noneOf(ValueKind.class))
            .add(address.kind());
      }
      return new Door(false, accepted, addresses.size());
    }
  }

  final Offsets changes = new Offsets();
  final Map<String, ChannelContext> channels = new HashMap<>();
  private final Versions<SourceDefined> definitions = new Versions<>();
  private final Versions<MappingDefined> mappings = new Versions<>();
  private final Versions<Door> doors = new Versions<>();
  private List<DecodingOrder> orders = List.of();

  void define(long offset, SourceDefined definition) {
    definitions.add(offset, definition);
    Door door = doors.latest();
    if (door != null && !door.open() && definition.maxUnmappedPoints() > door.count()) {
      doors.add(offset, Door.OPEN);
    }
    changes.add(offset);
  }

  void map(long offset, MappingDefined mapping) {
    mappings.add(offset, mapping);
    changes.add(offset);
  }

  void close(long offset, UnmappedPointsClosed closed) {
    Door door = doors.latest();
    if (door == null || door.open()) {
      doors.add(offset, Door.closed(closed.accepted()));
      changes.add(offset);
    }
  }

  void decodeAnew(long offset, DecodedAnew order) {
    List<DecodingOrder> more = new ArrayList<>(orders);
    more.add(new DecodingOrder(offset, order));
    orders = List.copyOf(more);
  }

  ChannelContext channel(String name) {
    return channels.computeIfAbsent(name, n -> new ChannelContext());
  }

  @Nullable SourceDefined definition(long version) {
    return definitions.at(version);
  }

  @Nullable SourceDefined latestDefinition() {
    return definitions.latest();
  }

  /** Whether new unmapped points are welcome, as far as is known. */
  boolean isOpen() {
    Door door = doors.latest();
    return door == null || door.open();
  }

  /** The first mapping rule that matches; null if none does. */
  @Nullable MappingRule rule(String channel, long version) {
    MappingDefined mapping = mappings.at(version);
    if (mapping == null) {
      return null;
    }
    for (MappingRule rule : mapping.rules()) {
      if (TopicFilter.matches(rule.channelFilter(), channel)) {
        return rule;
      }
    }
    return null;
  }

  /** The unmapped points of a channel if no more are welcome, else null. */
  @Nullable Map<String, Set<ValueKind>> accepted(String channel, long version) {
    Door door = doors.at(version);
    if (door == null || door.open()) {
      return null;
    }
    return door.accepted().getOrDefault(channel, Map.of());
  }

  List<DecodingOrder> orders() {
    return orders;
  }
}
