package io.millrace.web.data;

import io.millrace.history.blob.BlobAddress;
import io.millrace.journal.Block;
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
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleBatch;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the raw message that carried a sample: decodes a part of the journal again and sees which
 * records yield it. Thread-safe; each search has a decoder of its own.
 */
final class RawMessages {
  /** Blocks that one answer may read: a span is short, but its channel may be rare. */
  private static final int MAX_BLOCKS = 200;

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
   * @param candidates others of the span, if none yields it: it was decoded anew since
   * @param lost why records are missing; null if none are
   */
  record Found(List<RawMessage> carriers, List<RawMessage> candidates, @Nullable String lost) {}

  /** Looks through parts of the journal for the records that yield a sample of a point. */
  Found find(List<JournalSpan> spans, RecordFilter filter, int point, Sample sample, int limit)
      throws InterruptedException {
    Search search = new Search(filter, point, sample, limit);
    try (BlockDecoder decoder =
        new BlockDecoder(
            follower,
            handles,
            (_, content) -> BlobAddress.of(content).toString(), // the bytes are there already
            settings)) {
      for (JournalSpan span : spans) {
        search.in(span, decoder);
      }
    }
    return new Found(search.carriers, search.candidates, search.lost);
  }

  /** One search. */
  private final class Search {
    private final RecordFilter filter;
    private final int point;
    private final Sample sample;
    private final int limit;
    private final List<RawMessage> carriers = new ArrayList<>();
    private final List<RawMessage> candidates = new ArrayList<>();
    private @Nullable String lost;

    Search(RecordFilter filter, int point, Sample sample, int limit) {
      this.filter = filter;
      this.point = point;
      this.sample = sample;
      this.limit = limit;
    }

    void in(JournalSpan span, BlockDecoder decoder) throws InterruptedException {
      Cursor from = Cursor.START.with(span.partition(), span.fromOffset());
      try (BlockReader reader = journal.read(List.of(span.partition()), from, filter)) {
        for (int i = 0; i < MAX_BLOCKS; i++) {
          JournalItem item = reader.poll();
          if (item == null) {
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
      if (block.lane() == Lane.CONTEXT
          || !(decoder.decode(block) instanceof DecodedItem.Messages messages)) {
        return;
      }
      for (DecodedPart part : messages.parts()) {
        for (int i = part.fromRecord(); i < part.toRecord(); i++) {
          if (span.contains(block.partition(), block.offset(i))) {
            look(block, i, part);
          }
        }
      }
    }

    private void look(Block block, int i, DecodedPart part) {
      Origin origin = block.origins().get(block.originIndex(i));
      Channel channel = block.channels().get(block.channelIndex(i));
      boolean carries = carries(part, i);
      if (!carries && !filter.matches(origin, channel)) {
        return;
      }
      List<RawMessage> list = carries ? carriers : candidates;
      if (list.size() == limit) {
        return;
      }
      list.add(
          new RawMessage(
              block.position(i),
              origin,
              channel,
              block.receiveTimeNs(i),
              block.flags(i),
              block.attributes(i),
              block.configurationVersion(),
              Arrays.copyOfRange(block.payloads(), block.payloadStart(i), block.payloadEnd(i))));
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
}
