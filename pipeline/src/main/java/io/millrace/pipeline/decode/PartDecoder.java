package io.millrace.pipeline.decode;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import io.millrace.model.record.RecordKind;
import io.millrace.model.sample.PointHandles;
import io.millrace.pipeline.context.ChannelPlan;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.DecodingOrder;
import io.millrace.pipeline.format.detect.PayloadFormats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a run of records of a block. Keeps the plans of channels it met. One thread at a time.
 */
final class PartDecoder {
  private record Key(SourceId source, Channel channel) {}

  private final DecodeContext context;
  private final PointHandles handles;
  private final ParserCache parsers;
  private final DecodeSettings settings;
  private final MessageDecoder messages;
  private final Map<Key, ChannelDecoder> channels = new LinkedHashMap<>(256);

  private @Nullable Block block;
  private @Nullable ChannelDecoder[] lastByChannel = new ChannelDecoder[0];
  private int[] lastOrigin = new int[0];
  private final List<List<DecodingOrder>> ordersByOrigin = new ArrayList<>();
  private double samplesPerRecord = 1;
  private long serial;

  PartDecoder(
      DecodeContext context,
      PointHandles handles,
      PayloadFormats formats,
      BlobSink blobs,
      DecodeSettings settings) {
    this.context = context;
    this.handles = handles;
    this.parsers = new ParserCache(formats);
    this.settings = settings;
    messages = new MessageDecoder(blobs, settings);
  }

  /**
   * Decodes records, each with the configuration that is in force for it.
   *
   * @param rule with which configuration
   */
  DecodedPart decode(Block newBlock, int from, int to, VersionRule rule) {
    begin(newBlock);
    int expected = (int) Math.min(1 << 20, samplesPerRecord * (to - from) * 1.1 + 16);
    DecodedPart part = new DecodedPart(newBlock, from, to, ++serial, expected);
    for (int i = from; i < to; i++) {
      if (!RecordKind.isMessage(newBlock.flags(i))) {
        part.end(i, Outcome.NOT_A_MESSAGE);
        continue;
      }
      if (SystemRecords.isPoints(newBlock.origins().get(newBlock.originIndex(i)))) {
        points(newBlock, i, part);
        continue;
      }
      ChannelDecoder channel = channelFor(newBlock, i, rule);
      if (channel.isIgnored()) {
        part.end(i, Outcome.IGNORED_BY_MAPPING);
      } else {
        messages.decode(channel, part, i);
      }
    }
    samplesPerRecord = (double) part.samples().size() / Math.max(1, to - from);
    return part;
  }

  private void points(Block current, int i, DecodedPart part) {
    int before = part.samples().size();
    try {
      PointSamples.read(
          current.payloads(),
          current.payloadStart(i),
          current.payloadEnd(i),
          handles,
          context.traits(),
          part.samples(),
          current.offset(i));
      part.end(i, Outcome.SYSTEM);
    } catch (DecodeException e) {
      part.endRejected(
          i,
          before,
          new Rejection(i, null, e.code().name(), String.valueOf(e.getMessage()), 0, ""));
    }
  }

  private void begin(Block newBlock) {
    ordersByOrigin.clear();
    newBlock.origins().forEach(o -> ordersByOrigin.add(context.orders(o.source())));
    if (newBlock == block) {
      return;
    }
    block = newBlock;
    int channelCount = newBlock.channels().size();
    if (lastByChannel.length < channelCount) {
      lastByChannel = new ChannelDecoder[channelCount];
      lastOrigin = new int[channelCount];
    }
    Arrays.fill(lastByChannel, null);
  }

  private ChannelDecoder channelFor(Block current, int i, VersionRule rule) {
    int originIndex = current.originIndex(i);
    int channelIndex = current.channelIndex(i);
    long version = versionOf(current, i, originIndex, rule);
    ChannelDecoder last = lastByChannel[channelIndex];
    if (last != null && lastOrigin[channelIndex] == originIndex && last.plan().holdsFor(version)) {
      return last;
    }
    Origin origin = current.origins().get(originIndex);
    ChannelDecoder found = find(origin.source(), current.channels().get(channelIndex), version);
    lastByChannel[channelIndex] = found;
    lastOrigin[channelIndex] = originIndex;
    return found;
  }

  private long versionOf(Block current, int i, int originIndex, VersionRule rule) {
    if (rule.isFixed()) {
      return rule.fixedVersion();
    }
    List<DecodingOrder> orders = ordersByOrigin.get(originIndex);
    return orders.isEmpty()
        ? current.configurationVersion()
        : DecodingOrder.versionFor(
            orders,
            rule.ordersBefore(),
            current.channels().get(current.channelIndex(i)).name(),
            current.partition(),
            current.offset(i),
            current.configurationVersion());
  }

  private ChannelDecoder find(SourceId source, Channel channel, long version) {
    Key key = new Key(source, channel);
    ChannelDecoder known = channels.get(key);
    if (known != null && known.plan().holdsFor(version)) {
      return known;
    }
    ChannelDecoder found;
    if (known == null) {
      found = decoder(channel, context.plan(source, channel.name(), version));
    } else {
      ChannelPlan renewed = context.renew(known.plan(), version);
      boolean same =
          renewed.firstVersion() == known.plan().firstVersion()
              && version >= known.plan().firstVersion();
      found = same ? known.with(renewed) : decoder(channel, renewed);
    }
    channels.put(key, found);
    if (channels.size() > settings.maxChannels()) {
      channels.remove(channels.keySet().iterator().next());
    }
    return found;
  }

  private ChannelDecoder decoder(Channel channel, ChannelPlan plan) {
    return new ChannelDecoder(
        plan, channel.contentType(), parsers, handles, context.traits(), settings.maxAddresses());
  }
}
