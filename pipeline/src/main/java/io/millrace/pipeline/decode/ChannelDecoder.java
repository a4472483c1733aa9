package io.millrace.pipeline.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.record.FormatAttributes;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.ChannelPlan;
import io.millrace.pipeline.context.PointTraitsTable;
import io.millrace.pipeline.context.Timeline;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.PayloadParser;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel's plan made ready: its parser and its addresses by the bytes of their path, those of
 * the plan and those met on the way. What was met is a cache and changes nothing that comes out.
 * Belongs to one worker.
 */
final class ChannelDecoder implements StagedValues.SlotMaker {
  private static final int MAX_PARSERS = 8;

  private final ChannelPlan plan;
  private final String contentType;
  private final ParserCache parsers;
  private final PointHandles handles;
  private final PointTraitsTable traits;
  private final int maxAddresses;
  private final Map<Map<String, String>, PayloadParser> parsersByAttributes =
      new LinkedHashMap<>(MAX_PARSERS, 0.75f, true);
  private AddressTable table;
  private int learned;
  private @Nullable PayloadParser parser;

  ChannelDecoder(
      ChannelPlan plan,
      String contentType,
      ParserCache parsers,
      PointHandles handles,
      PointTraitsTable traits,
      int maxAddresses) {
    this.plan = plan;
    this.contentType = contentType;
    this.parsers = parsers;
    this.handles = handles;
    this.traits = traits;
    this.maxAddresses = maxAddresses;
    table = boundAddresses();
  }

  private AddressTable boundAddresses() {
    AddressTable bound = new AddressTable();
    plan.timelines()
        .forEach((path, timeline) -> bound.add(new AddressSlot(path.getBytes(UTF_8), timeline)));
    return bound;
  }

  ChannelPlan plan() {
    return plan;
  }

  /** The same with a plan that says the same for longer. */
  ChannelDecoder with(ChannelPlan renewed) {
    ChannelDecoder decoder =
        new ChannelDecoder(renewed, contentType, parsers, handles, traits, maxAddresses);
    decoder.table = table;
    decoder.learned = learned;
    decoder.parser = parser;
    decoder.parsersByAttributes.putAll(parsersByAttributes);
    return decoder;
  }

  boolean isIgnored() {
    return plan.format().equals(ChannelPlan.IGNORE);
  }

  /**
   * The parser for a message.
   *
   * @param attributes of its record
   * @throws FormatException if the mapping rule or the attributes name what does not exist
   */
  PayloadParser parserFor(Map<String, String> attributes) {
    if (attributes.isEmpty()) {
      PayloadParser known = parser;
      if (known == null) {
        known = parsers.parser(plan.format(), contentType, plan.options());
        parser = known;
      }
      return known;
    }
    PayloadParser known = parsersByAttributes.get(attributes);
    if (known == null) {
      known = attributeParser(attributes);
      if (parsersByAttributes.size() >= MAX_PARSERS) {
        parsersByAttributes.remove(parsersByAttributes.keySet().iterator().next());
      }
      parsersByAttributes.put(attributes, known);
    }
    return known;
  }

  private PayloadParser attributeParser(Map<String, String> attributes) {
    Map<String, String> options = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (FormatAttributes.isOption(name)) {
            options.put(FormatAttributes.optionName(name), value);
          }
        });
    String stated = attributes.getOrDefault(FormatAttributes.FORMAT, "");
    if (options.isEmpty() && stated.isEmpty()) {
      return parserFor(Map.of());
    }
    if (!plan.format().isEmpty()) {
      // The rule names the format; what the front knows holds as far as it is about that format.
      options.keySet().retainAll(parsers.format(plan.format()).optionNames());
      options.putAll(plan.options());
      return parsers.parser(plan.format(), contentType, options);
    }
    options.putAll(plan.options());
    return parsers.parser(stated, contentType, options);
  }

  /** The addresses; forgets those it only met when they have become too many. */
  AddressTable table() {
    if (learned > maxAddresses) {
      table = boundAddresses();
      learned = 0;
    }
    return table;
  }

  @Override
  public AddressSlot make(byte[] path) {
    AddressSlot slot = new AddressSlot(path, Timeline.EMPTY);
    if (slot.pathText().indexOf('\0') >= 0 || plan.channel().indexOf('\0') >= 0) {
      throw new DecodeException(
          DecodeError.ADDRESS_INVALID,
          "The path of a value, or its channel, holds a NUL character; name it without.",
          slot.pathText().replace('\0', ' '));
    }
    table.add(slot);
    learned++;
    return slot;
  }

  /** Whether values without binding, of this kind at this address, become an unmapped point. */
  boolean accepts(AddressSlot slot, ValueKind kind) {
    Map<String, Set<ValueKind>> accepted = plan.acceptedUnmapped();
    return accepted == null
        || accepted.getOrDefault(slot.pathText(), Collections.emptySet()).contains(kind);
  }

  /** The handle of the point of values without binding. */
  int undefinedHandle(AddressSlot slot, ValueKind kind) {
    if (slot.undefinedPoint(kind) == null) {
      undefinedPoint(slot, kind);
    }
    return slot.undefinedHandle(kind);
  }

  /** The point of values without binding. */
  PointId undefinedPoint(AddressSlot slot, ValueKind kind) {
    PointId known = slot.undefinedPoint(kind);
    if (known == null) {
      SourceId source = plan.source().source();
      known = PointId.ofAddress(source, plan.channel(), slot.pathText(), kind.name());
      int handle = handles.handleOf(known);
      traits.learn(handle, kind);
      slot.setUndefined(kind, known, handle);
    }
    return known;
  }
}
