package io.millrace.journal.rocksdb;

import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;

/**
 * The inverted index of a segment, in small parts: which ranks the records of a channel have, and
 * which those of a source. Whoever wants a few channels reads the few parts that can name them.
 */
final class SegmentIndex {
  static final int CHANNEL_ENTRIES = 512;
  private static final int SOURCE_ENTRIES = 256;

  private SegmentIndex() {}

  /** The channel index in parts: channel number, first rank, count; by number, then rank. */
  static List<byte[]> channelParts(SegmentRecords records, List<Integer> fences) {
    Integer[] places = new Integer[records.streams()];
    Arrays.setAll(places, i -> i);
    Arrays.sort(
        places,
        Comparator.<Integer>comparingInt(records::channelOfStream).thenComparingInt(p -> p));
    List<byte[]> parts = new ArrayList<>();
    ByteSink out = new ByteSink(8 * CHANNEL_ENTRIES);
    for (int from = 0; from < places.length; from += CHANNEL_ENTRIES) {
      int to = Math.min(places.length, from + CHANNEL_ENTRIES);
      out.clear();
      SegmentParts.begin(out);
      out.varint(to - from);
      int before = 0;
      for (int i = from; i < to; i++) {
        int place = places[i];
        out.varint(records.channelOfStream(place) - before);
        out.varint(records.firstRank(place));
        out.varint(records.firstRank(place + 1) - records.firstRank(place));
        before = records.channelOfStream(place);
      }
      SegmentParts.end(out);
      fences.add(records.channelOfStream(places[from]));
      parts.add(out.toByteArray());
    }
    return parts;
  }

  /** The source index in parts: source, first rank, count; by source, which is also by rank. */
  static List<byte[]> sourceParts(SegmentRecords records, List<SourceId> fences) {
    List<Integer> firstPlaces = new ArrayList<>();
    for (int place = 0; place < records.streams(); place++) {
      if (place == 0 || !records.source(place).equals(records.source(place - 1))) {
        firstPlaces.add(place);
      }
    }
    List<byte[]> parts = new ArrayList<>();
    ByteSink out = new ByteSink(24 * SOURCE_ENTRIES);
    for (int from = 0; from < firstPlaces.size(); from += SOURCE_ENTRIES) {
      int to = Math.min(firstPlaces.size(), from + SOURCE_ENTRIES);
      out.clear();
      SegmentParts.begin(out);
      out.varint(to - from);
      for (int i = from; i < to; i++) {
        int place = firstPlaces.get(i);
        int end =
            i + 1 < firstPlaces.size() ? records.firstRank(firstPlaces.get(i + 1)) : records.size();
        UUID source = records.source(place).value();
        out.u64(source.getMostSignificantBits());
        out.u64(source.getLeastSignificantBits());
        out.varint(records.firstRank(place));
        out.varint(end - records.firstRank(place));
      }
      SegmentParts.end(out);
      fences.add(records.source(firstPlaces.get(from)));
      parts.add(out.toByteArray());
    }
    return parts;
  }

  /** Adds the ranks of the wanted channels that a part names. */
  static void addChannels(byte[] stored, IntPredicate wanted, RankRanges ranges) {
    ByteSource in = SegmentParts.open(stored);
    int count = in.count(in.remaining());
    int channel = 0;
    for (int i = 0; i < count; i++) {
      channel += in.count(Integer.MAX_VALUE - channel);
      int first = in.count(Integer.MAX_VALUE);
      int records = in.count(Integer.MAX_VALUE - first);
      if (wanted.test(channel)) {
        ranges.add(first, first + records);
      }
    }
  }

  /** Adds the ranks of the wanted sources that a part names. */
  static void addSources(byte[] stored, Set<SourceId> wanted, RankRanges ranges) {
    ByteSource in = SegmentParts.open(stored);
    int count = in.count(in.remaining());
    for (int i = 0; i < count; i++) {
      SourceId source = new SourceId(new UUID(in.u64(), in.u64()));
      int first = in.count(Integer.MAX_VALUE);
      int records = in.count(Integer.MAX_VALUE - first);
      if (wanted.contains(source)) {
        ranges.add(first, first + records);
      }
    }
  }
}
