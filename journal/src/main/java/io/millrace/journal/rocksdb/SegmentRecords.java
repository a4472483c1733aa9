package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The records of some blocks in the order in which a segment stores them: by source, then by the
 * channel's name, then by offset. A record's place in that order is its rank. Records of one source
 * and channel are a stream.
 *
 * <p>The blocks are gone through in order, and each record is put where it belongs: there are few
 * streams to write to, while looking records up by rank would miss the processor's cache with each.
 */
final class SegmentRecords {
  /** Buffers for more payload than this are not kept. */
  private static final int MOST_KEPT_BYTES = 64 << 20;

  private long firstOffset;
  private long nextOffset;
  private int size;
  private int[] streamOfRecord = new int[0];
  // By rank. These arrays are large and used again.
  private int[] channelNumbers = new int[0];
  private int[] originNumbers = new int[0];
  private int[] relativeOffsets = new int[0];
  private long[] receiveTimes = new long[0];
  private int[] flags = new int[0];
  // Where the payload of each rank begins; one more for the end of the last.
  private int[] payloadStarts = new int[1];
  private byte[] payloads = new byte[0];
  private final NavigableMap<Integer, Map<String, String>> attributes = new TreeMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Map<Origin, Integer> originNumber = new HashMap<>();
  private final List<SourceId> sources = new ArrayList<>();
  private final StreamTable streams = new StreamTable();
  // By position in the order of streams.
  private int[] sortedStreams = new int[0];
  private int[] firstRanks = new int[0];

  /** Takes in the records of other blocks instead of those before. */
  void sort(List<Block> blocks, ChannelNames names) {
    firstOffset = blocks.getFirst().firstOffset();
    nextOffset = blocks.getLast().nextOffset();
    size = blocks.stream().mapToInt(Block::size).sum();
    makeRoom();
    findStreams(blocks, names);
    sortStreams(names);
    putLengths(blocks);
    putRecords(blocks);
  }

  private void makeRoom() {
    if (streamOfRecord.length < size) {
      int capacity = size + size / 4;
      streamOfRecord = new int[capacity];
      channelNumbers = new int[capacity];
      originNumbers = new int[capacity];
      relativeOffsets = new int[capacity];
      receiveTimes = new long[capacity];
      flags = new int[capacity];
      payloadStarts = new int[capacity + 1];
    }
  }

  /** Lets go of what was taken in, but for buffers of a usual size. */
  void clear() {
    sources.clear();
    streams.clear();
    origins.clear();
    originNumber.clear();
    attributes.clear();
    if (payloads.length > MOST_KEPT_BYTES) {
      payloads = new byte[0];
    }
  }

  private void findStreams(List<Block> blocks, ChannelNames names) {
    Map<SourceId, Integer> sourceNumbers = new HashMap<>();
    int at = 0;
    for (Block block : blocks) {
      int[] sourceOfOrigin = new int[block.origins().size()];
      for (int o = 0; o < sourceOfOrigin.length; o++) {
        SourceId source = block.origins().get(o).source();
        Integer known = sourceNumbers.putIfAbsent(source, sources.size());
        sourceOfOrigin[o] = known == null ? sources.size() : known;
        if (known == null) {
          sources.add(source);
        }
      }
      int[] numberOfChannel = new int[block.channels().size()];
      for (int c = 0; c < numberOfChannel.length; c++) {
        numberOfChannel[c] = names.numberOf(block.channels().get(c));
      }
      for (int i = 0; i < block.size(); i++) {
        streamOfRecord[at++] =
            streams.count(
                sourceOfOrigin[block.originIndex(i)], numberOfChannel[block.channelIndex(i)]);
      }
    }
  }

  private void sortStreams(ChannelNames names) {
    Integer[] sourceOrder = new Integer[sources.size()];
    Arrays.setAll(sourceOrder, i -> i);
    Arrays.sort(sourceOrder, Comparator.comparing(sources::get));
    int[] sourceRank = new int[sources.size()];
    for (int i = 0; i < sourceOrder.length; i++) {
      sourceRank[sourceOrder[i]] = i;
    }
    Channel[] channels = new Channel[streams.size()];
    Arrays.setAll(channels, s -> names.channelOf(streams.channel(s)));
    Integer[] order = new Integer[streams.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int bySource =
              Integer.compare(sourceRank[streams.source(a)], sourceRank[streams.source(b)]);
          if (bySource != 0) {
            return bySource;
          }
          int byName = channels[a].name().compareTo(channels[b].name());
          return byName != 0
              ? byName
              : channels[a].contentType().compareTo(channels[b].contentType());
        });
    sortedStreams = Arrays.stream(order).mapToInt(i -> i).toArray();
    firstRanks = new int[sortedStreams.length + 1];
    for (int i = 0; i < sortedStreams.length; i++) {
      firstRanks[i + 1] = firstRanks[i] + streams.records(sortedStreams[i]);
    }
  }

  /** By stream, the rank that its next record gets. */
  private int[] nextRanks() {
    int[] nextRanks = new int[streams.size()];
    for (int i = 0; i < sortedStreams.length; i++) {
      nextRanks[sortedStreams[i]] = firstRanks[i];
    }
    return nextRanks;
  }

  /** Finds where each payload will stand. */
  private void putLengths(List<Block> blocks) {
    int[] nextRanks = nextRanks();
    int at = 0;
    for (Block block : blocks) {
      int records = block.size();
      for (int i = 0; i < records; i++) {
        payloadStarts[1 + nextRanks[streamOfRecord[at++]]++] =
            block.payloadEnd(i) - block.payloadStart(i);
      }
    }
    for (int rank = 0; rank < size; rank++) {
      payloadStarts[rank + 1] = Math.addExact(payloadStarts[rank], payloadStarts[rank + 1]);
    }
    if (payloads.length < payloadStarts[size]) {
      payloads = new byte[payloadStarts[size]];
    }
  }

  private void putRecords(List<Block> blocks) {
    int[] nextRanks = nextRanks();
    int at = 0;
    for (Block block : blocks) {
      int[] numbers = originNumbersOf(block);
      int records = block.size();
      for (int i = 0; i < records; i++) {
        int stream = streamOfRecord[at++];
        int rank = nextRanks[stream]++;
        channelNumbers[rank] = streams.channel(stream);
        originNumbers[rank] = numbers[block.originIndex(i)];
        relativeOffsets[rank] = Math.toIntExact(block.offset(i) - firstOffset);
        receiveTimes[rank] = block.receiveTimeNs(i);
        flags[rank] = block.flags(i);
        System.arraycopy(
            block.payloads(),
            block.payloadStart(i),
            payloads,
            payloadStarts[rank],
            block.payloadEnd(i) - block.payloadStart(i));
        if (!block.attributes().isEmpty() && !block.attributes(i).isEmpty()) {
          attributes.put(rank, block.attributes(i));
        }
      }
    }
  }

  private int[] originNumbersOf(Block block) {
    int[] numbers = new int[block.origins().size()];
    for (int o = 0; o < numbers.length; o++) {
      Origin origin = block.origins().get(o);
      Integer known = originNumber.putIfAbsent(origin, origins.size());
      numbers[o] = known == null ? origins.size() : known;
      if (known == null) {
        origins.add(origin);
      }
    }
    return numbers;
  }

  int size() {
    return size;
  }

  long firstOffset() {
    return firstOffset;
  }

  long nextOffset() {
    return nextOffset;
  }

  /** How many streams there are. */
  int streams() {
    return sortedStreams.length;
  }

  /** The first rank of a stream, by its place in the order; one place more gives the end. */
  int firstRank(int place) {
    return firstRanks[place];
  }

  SourceId source(int place) {
    return sources.get(streams.source(sortedStreams[place]));
  }

  int channelOfStream(int place) {
    return streams.channel(sortedStreams[place]);
  }

  /** Channel numbers by rank. */
  int[] channelNumbers() {
    return channelNumbers;
  }

  /** Origins by number. */
  List<Origin> origins() {
    return origins;
  }

  /** Numbers of origins by rank. */
  int[] originNumbers() {
    return originNumbers;
  }

  /** Offsets by rank, from the first offset on. */
  int[] relativeOffsets() {
    return relativeOffsets;
  }

  /** Receive times by rank. */
  long[] receiveTimes() {
    return receiveTimes;
  }

  /** Protocol flags by rank. */
  int[] flags() {
    return flags;
  }

  /** All payloads in the order of ranks. */
  byte[] payloads() {
    return payloads;
  }

  /** Where the payload of a rank begins; the rank after the last gives the end. */
  int payloadStart(int rank) {
    return payloadStarts[rank];
  }

  int payloadLength(int rank) {
    return payloadStarts[rank + 1] - payloadStarts[rank];
  }

  /** Attributes by rank, ascending; records without any are absent. */
  NavigableMap<Integer, Map<String, String>> attributes() {
    return attributes;
  }
}
