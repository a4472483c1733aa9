package io.millrace.web.data;

import io.millrace.history.blob.BlobAddress;
import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.Position;
import io.millrace.journal.RecordFilter;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleBatch;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.SystemRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the raw message that carried a sample: decodes a part of the journal again and sees which
 * records yield it. Thread-safe; each search has a decoder of its own.
 */
final class RawMessages {
  /** Messages of the point's own addresses that one answer may decode. */
  private static final long MAX_RECORDS = 50_000;

  /** And their bytes. */
  private static final long MAX_BYTES = 64L << 20;

  /** Messages that are named in one answer. */
  private static final int MAX_CARRIERS = 20;

  /** Millrace's own point samples, such as those that tell of a lost source. */
  private static final String OWN_CHANNELS = "millrace/";

  private final Journal journal;
  private final ContextFollower follower;
  private final PointHandles handles;
  private final DecodeSettings settings;

  RawMessages(
      Journal journal, ContextFollower follower, PointHandles handles, DecodeSettings settings) {
    this.journal = journal;
    this.follower = follower;
    this.handles = handles;
    this.settings = settings.withWorkers(1);
  }

  /** A record of the journal. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record RawMessage(
      Position position,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int flags,
      Map<String, String> attributes,
      long configurationVersion,
      byte[] payload) {}

  /**
   * What was found.
   *
   * @param carriers those that yield the sample, decoded as they were when they came
   * @param looked how many messages were decoded
   * @param whole whether all were that may carry the sample, and are there
   * @param lost why records are missing; null if none are
   */
  record Found(List<RawMessage> carriers, long looked, boolean whole, @Nullable String lost) {}

  /**
   * Looks through parts of the journal for the records that yield a sample of a point. In a long
   * part it begins where records were received at about the time of the sample.
   *
   * @param addresses where the point's values come from
   */
  Found find(List<JournalSpan> spans, Set<Address> addresses, int point, Sample sample)
      throws InterruptedException {
    Search search = new Search(addresses, point, sample);
    ReceiveTimes times = new ReceiveTimes(journal);
    try (BlockDecoder decoder =
        new BlockDecoder(
            follower,
            handles,
            (_, content) -> BlobAddress.of(content).toString(), // the bytes are there already
            settings)) {
      for (JournalSpan span : spans) {
        JournalSpan near = times.around(span, sample.timeNs());
        search.in(near, decoder);
        if (search.carriers.isEmpty() && !near.equals(span)) {
          search.in(span, decoder); // the source's clock is off, or it sent what it had kept
        }
      }
    }
    return new Found(search.carriers, search.records, search.whole, search.lost);
  }

  private record Route(SourceId source, String channel) {}

  /** One search. */
  private final class Search {
    private final Set<Route> routes = new HashSet<>();
    private final RecordFilter filter;
    private final int point;
    private final Sample sample;
    private final List<RawMessage> carriers = new ArrayList<>();
    private long records;
    private long bytes;
    private boolean whole = true;
    private @Nullable String lost;

    Search(Set<Address> addresses, int point, Sample sample) {
      Set<SourceId> sources = new HashSet<>();
      for (Address address : addresses) {
        sources.add(address.source());
        routes.add(new Route(address.source(), address.channel()));
      }
      Set<String> channels = new HashSet<>();
      addresses.forEach(address -> channels.add(address.channel()));
      filter =
          new RecordFilter(
              sources, name -> channels.contains(name) || name.startsWith(OWN_CHANNELS));
      this.point = point;
      this.sample = sample;
    }

    void in(JournalSpan span, BlockDecoder decoder) throws InterruptedException {
      Cursor from = Cursor.START.with(span.partition(), span.fromOffset());
      try (BlockReader reader = journal.read(List.of(span.partition()), from, filter)) {
        for (JournalItem item = reader.poll(); item != null; item = reader.poll()) {
          if (records >= MAX_RECORDS || bytes >= MAX_BYTES) {
            whole = false;
            return;
          }
          switch (item) {
            case Loss loss -> lost = loss.detail();
            case Block block -> look(block, span, decoder);
          }
          if (item.nextOffset() >= span.toOffset()) {
            return;
          }
        }
      }
    }

    private void look(Block block, JournalSpan span, BlockDecoder decoder)
        throws InterruptedException {
      if (block.lane() == Lane.CONTEXT) {
        return;
      }
      BlockBuilder wanted =
          new BlockBuilder(block.partition(), block.lane(), block.configurationVersion());
      for (int i = 0; i < block.size(); i++) {
        if (span.contains(block.partition(), block.offset(i)) && mayCarry(block, i)) {
          wanted.add(block, i);
        }
      }
      if (wanted.isEmpty()) {
        return;
      }
      records += wanted.size();
      bytes += wanted.payloadBytes();
      Block own = wanted.build();
      if (decoder.decode(own) instanceof DecodedItem.Messages messages) {
        for (DecodedPart part : messages.parts()) {
          for (int i = part.fromRecord(); i < part.toRecord(); i++) {
            if (carriers.size() < MAX_CARRIERS && carries(part, i)) {
              carriers.add(message(own, i));
            }
          }
        }
      }
    }

    private boolean mayCarry(Block block, int i) {
      Origin origin = block.origins().get(block.originIndex(i));
      String channel = block.channels().get(block.channelIndex(i)).name();
      return SystemRecords.isPoints(origin) || routes.contains(new Route(origin.source(), channel));
    }

    private boolean carries(DecodedPart part, int record) {
      SampleBatch samples = part.samples();
      for (int i = part.sampleStart(record); i < part.sampleEnd(record); i++) {
        if (samples.point(i) == point
            && samples.timeNs(i) == sample.timeNs()
            && samples.quality(i) == sample.quality()
            && samples.value(i).equals(sample.value())) {
          return true;
        }
      }
      return false;
    }
  }

  private static RawMessage message(Block block, int i) {
    return new RawMessage(
        block.position(i),
        block.origins().get(block.originIndex(i)),
        block.channels().get(block.channelIndex(i)),
        block.receiveTimeNs(i),
        block.flags(i),
        block.attributes(i),
        block.configurationVersion(),
        Arrays.copyOfRange(block.payloads(), block.payloadStart(i), block.payloadEnd(i)));
  }
}
