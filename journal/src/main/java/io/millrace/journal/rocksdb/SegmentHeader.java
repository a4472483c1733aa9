package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the parts of a sealed segment are; see {@code docs/formats/journal.md}, "Segment header".
 *
 * @param firstOffset offset of the first record
 * @param nextOffset first offset after the segment
 * @param payloadBytes payload bytes of its records
 * @param oldestReceiveNs earliest receive time
 * @param newestReceiveNs latest receive time
 * @param namesGeneration generation of channel names that its numbers refer to
 * @param versions from which offset on which configuration version was in force, ascending
 * @param pageRanks first rank of each page, and the number of records
 * @param highestChannel the highest channel number
 * @param channelFences the smallest channel number in each part of the channel index
 * @param sourceFences the smallest source in each part of the source index
 */
record SegmentHeader(
    long firstOffset,
    long nextOffset,
    long payloadBytes,
    long oldestReceiveNs,
    long newestReceiveNs,
    int namesGeneration,
    List<Version> versions,
    List<Integer> pageRanks,
    int highestChannel,
    List<Integer> channelFences,
    List<SourceId> sourceFences) {

  /** From an offset on, a configuration version. */
  record Version(long fromOffset, long configurationVersion) {}

  /**
   * The segment's entry in the catalogue.
   *
   * @param storedBytes size of its file
   */
  SegmentEntry entry(long storedBytes) {
    return new SegmentEntry(
        firstOffset,
        nextOffset,
        records(),
        payloadBytes,
        storedBytes,
        oldestReceiveNs,
        newestReceiveNs,
        namesGeneration);
  }

  int pages() {
    return pageRanks.size() - 1;
  }

  int records() {
    return pageRanks.getLast();
  }

  /** The page that holds a rank. */
  int pageOf(int rank) {
    int low = 0;
    int high = pages() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pageRanks.get(middle) <= rank) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The configuration version that was in force at an offset. */
  long versionAt(long offset) {
    long version = versions.getFirst().configurationVersion();
    for (Version next : versions) {
      if (next.fromOffset() > offset) {
        break;
      }
      version = next.configurationVersion();
    }
    return version;
  }

  static List<Version> versionsOf(List<Block> blocks) {
    List<Version> versions = new ArrayList<>();
    for (Block block : blocks) {
      if (versions.isEmpty()
          || versions.getLast().configurationVersion() != block.configurationVersion()) {
        versions.add(new Version(block.firstOffset(), block.configurationVersion()));
      }
    }
    return versions;
  }

  byte[] encode() {
    ByteSink out = new ByteSink(8 * 1024);
    SegmentParts.begin(out);
    out.varint(firstOffset);
    out.varint(nextOffset - firstOffset);
    out.varint(payloadBytes);
    out.zigzag(oldestReceiveNs);
    out.zigzag(newestReceiveNs);
    out.varint(namesGeneration);
    out.varint(versions.size());
    for (Version version : versions) {
      out.varint(version.fromOffset() - firstOffset);
      out.varint(version.configurationVersion());
    }
    writeAscending(out, pageRanks);
    out.varint(highestChannel);
    writeAscending(out, channelFences);
    out.varint(sourceFences.size());
    for (SourceId source : sourceFences) {
      out.u64(source.value().getMostSignificantBits());
      out.u64(source.value().getLeastSignificantBits());
    }
    SegmentParts.end(out);
    return out.toByteArray();
  }

  private static void writeAscending(ByteSink out, List<Integer> values) {
    out.varint(values.size());
    int before = 0;
    for (int value : values) {
      out.varint(value - before);
      before = value;
    }
  }

  /**
   * Reads a header.
   *
   * @throws DamagedException if the bytes are not one
   */
  static SegmentHeader decode(byte[] stored) {
    ByteSource in = SegmentParts.open(stored);
    long first = in.varint();
    long next = first + in.varint();
    long payloadBytes = in.varint();
    long oldestNs = in.zigzag();
    long newestNs = in.zigzag();
    int generation = in.count(Integer.MAX_VALUE);
    int versionCount = in.count(in.remaining());
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < versionCount; i++) {
      versions.add(new Version(first + in.varint(), in.varint()));
    }
    List<Integer> pageRanks = readAscending(in);
    int highestChannel = in.count(Integer.MAX_VALUE - 1);
    List<Integer> channelFences = readAscending(in);
    int sourceCount = in.count(in.remaining());
    List<SourceId> sourceFences = new ArrayList<>();
    for (int i = 0; i < sourceCount; i++) {
      sourceFences.add(new SourceId(new UUID(in.u64(), in.u64())));
    }
    if (versions.isEmpty() || pageRanks.size() < 2 || next <= first) {
      throw new DamagedException("a segment is empty");
    }
    return new SegmentHeader(
        first,
        next,
        payloadBytes,
        oldestNs,
        newestNs,
        generation,
        versions,
        pageRanks,
        highestChannel,
        channelFences,
        sourceFences);
  }

  private static List<Integer> readAscending(ByteSource in) {
    int count = in.count(in.remaining());
    List<Integer> values = new ArrayList<>(count);
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = Math.addExact(value, in.count(Integer.MAX_VALUE - value));
      values.add(value);
    }
    return values;
  }
}
