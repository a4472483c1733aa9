package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of some blocks in the order in which a segment stores them: by source, then by the
 * channel's name, then by offset. A record's place in that order is its rank. Records of one source
 * and channel are a stream.
 */
final class SegmentRecords {
  private Block[] blocks = new Block[0];
  private int size;
  // By rank: which block, and which record of it. These arrays are large and used again.
  private int[] blockNumbers = new int[0];
  private int[] indexes = new int[0];
  private int[] streamOfRank = new int[0];
  private int[] streamOfRecord = new int[0];
  private final List<SourceId> sources = new ArrayList<>();
  private final StreamTable streams = new StreamTable();
  // By position in the order of streams.
  private int[] sortedStreams = new int[0];
  private int[] firstRanks = new int[0];

  /** Takes in the records of other blocks instead of those before. */
  void sort(List<Block> newBlocks, ChannelNames names) {
    blocks = newBlocks.toArray(Block[]::new);
    size = newBlocks.stream().mapToInt(Block::size).sum();
    if (blockNumbers.length < size) {
      int capacity = size + size / 4;
      blockNumbers = new int[capacity];
      indexes = new int[capacity];
      streamOfRank = new int[capacity];
      streamOfRecord = new int[capacity];
    }
    sources.clear();
    streams.clear();
    findStreams(names);
    sortStreams(names);
    scatter();
  }

  /** Lets go of the blocks. */
  void clear() {
    blocks = new Block[0];
  }

  private void findStreams(ChannelNames names) {
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

  private void scatter() {
    int[] nextRank = new int[streams.size()];
    for (int i = 0; i < sortedStreams.length; i++) {
      nextRank[sortedStreams[i]] = firstRanks[i];
    }
    int at = 0;
    for (int b = 0; b < blocks.length; b++) {
      int records = blocks[b].size();
      for (int i = 0; i < records; i++) {
        int stream = streamOfRecord[at++];
        int rank = nextRank[stream]++;
        blockNumbers[rank] = b;
        indexes[rank] = i;
        streamOfRank[rank] = stream;
      }
    }
  }

  int size() {
    return size;
  }

  long firstOffset() {
    return blocks[0].firstOffset();
  }

  long nextOffset() {
    return blocks[blocks.length - 1].nextOffset();
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

  Block block(int rank) {
    return blocks[blockNumbers[rank]];
  }

  /** The record's index in its block. */
  int index(int rank) {
    return indexes[rank];
  }

  int channelNumber(int rank) {
    return streams.channel(streamOfRank[rank]);
  }

  int payloadLength(int rank) {
    Block block = block(rank);
    return block.payloadEnd(indexes[rank]) - block.payloadStart(indexes[rank]);
  }

  /** Streams by source and channel: open addressing, since this is asked for each record. */
  private static final class StreamTable {
    private static final long EMPTY = -1;

    private long[] keys = new long[1024];
    private int[] streamOfSlot = new int[1024];
    private int[] sourceOf = new int[512];
    private int[] channelOf = new int[512];
    private int[] recordsOf = new int[512];
    private int size;

    StreamTable() {
      Arrays.fill(keys, EMPTY);
    }

    void clear() {
      Arrays.fill(keys, EMPTY);
      Arrays.fill(recordsOf, 0);
      size = 0;
    }

    /** The stream of a source and a channel, which has one record more. */
    int count(int source, int channel) {
      int stream = find(source, channel);
      recordsOf[stream]++;
      return stream;
    }

    private int find(int source, int channel) {
      long key = ((long) source << 32) | channel;
      int slot = slot(key);
      while (keys[slot] != key) {
        if (keys[slot] == EMPTY) {
          return add(key, source, channel);
        }
        slot = (slot + 1) & (keys.length - 1);
      }
      return streamOfSlot[slot];
    }

    private int slot(long key) {
      return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (keys.length - 1);
    }

    private int add(long key, int source, int channel) {
      if (2 * size >= keys.length) {
        grow();
      }
      int stream = size++;
      sourceOf[stream] = source;
      channelOf[stream] = channel;
      put(key, stream);
      return stream;
    }

    private void put(long key, int stream) {
      int slot = slot(key);
      while (keys[slot] != EMPTY) {
        slot = (slot + 1) & (keys.length - 1);
      }
      keys[slot] = key;
      streamOfSlot[slot] = stream;
    }

    private void grow() {
      int slots = 2 * keys.length;
      keys = new long[slots];
      Arrays.fill(keys, EMPTY);
      streamOfSlot = new int[slots];
      sourceOf = Arrays.copyOf(sourceOf, slots / 2);
      channelOf = Arrays.copyOf(channelOf, slots / 2);
      recordsOf = Arrays.copyOf(recordsOf, slots / 2);
      for (int s = 0; s < size; s++) {
        put(((long) sourceOf[s] << 32) | channelOf[s], s);
      }
    }

    int size() {
      return size;
    }

    int source(int stream) {
      return sourceOf[stream];
    }

    int channel(int stream) {
      return channelOf[stream];
    }

    int records(int stream) {
      return recordsOf[stream];
    }
  }
}
