package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.model.id.SourceId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** Writes the records of some blocks as the file of one sealed segment. For upkeep. */
final class SegmentWriter {
  static final int PAGE_BYTES = 32 * 1024;
  private static final int MOST_PAGE_RECORDS = 4_096;

  private final SegmentRecords records = new SegmentRecords();
  private final ByteSink page = new ByteSink(96 * 1024);
  private ByteBuffer direct = ByteBuffer.allocateDirect(128 * 1024);

  /**
   * Writes and fsyncs the file.
   *
   * @return the segment's entry for the catalogue
   */
  SegmentEntry write(
      List<Block> blocks, ChannelNames names, int partition, Options options, Path file)
      throws RocksDBException, IOException {
    int generation = names.beginSegment();
    records.sort(blocks, names);
    try (EnvOptions environment = new EnvOptions();
        SstFileWriter out = new SstFileWriter(environment, options)) {
      out.open(file.toString());
      Parts parts = new Parts(out, partition, records.firstOffset());
      List<Integer> pageRanks = writePages(parts);
      List<Integer> channelFences = new ArrayList<>();
      for (byte[] part : SegmentIndex.channelParts(records, channelFences)) {
        parts.put(SegmentParts.CHANNELS, part, part.length);
      }
      List<SourceId> sourceFences = new ArrayList<>();
      for (byte[] part : SegmentIndex.sourceParts(records, sourceFences)) {
        parts.put(SegmentParts.SOURCES, part, part.length);
      }
      SegmentHeader header = header(blocks, generation, pageRanks, channelFences, sourceFences);
      byte[] encoded = header.encode();
      parts.put(SegmentParts.HEADER, encoded, encoded.length);
      for (byte[] part : SegmentNames.parts(records, names)) {
        parts.put(SegmentParts.NAMES, part, part.length);
      }
      out.finish();
      return header.entry(Files.size(file));
    } finally {
      records.clear();
    }
  }

  private List<Integer> writePages(Parts parts) throws RocksDBException {
    SegmentPageWriter pages = new SegmentPageWriter(records, page);
    List<Integer> pageRanks = new ArrayList<>();
    pageRanks.add(0);
    int from = 0;
    long bytes = 0;
    for (int rank = 0; rank < records.size(); rank++) {
      bytes += records.payloadLength(rank);
      boolean last = rank + 1 == records.size();
      if (bytes >= PAGE_BYTES || rank + 1 - from == MOST_PAGE_RECORDS || last) {
        pages.write(from, rank + 1);
        parts.put(SegmentParts.PAGE, page.array(), page.size());
        from = rank + 1;
        pageRanks.add(from);
        bytes = 0;
      }
    }
    return pageRanks;
  }

  private SegmentHeader header(
      List<Block> blocks,
      int generation,
      List<Integer> pageRanks,
      List<Integer> channelFences,
      List<SourceId> sourceFences) {
    long payloadBytes = 0;
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (Block block : blocks) {
      payloadBytes += block.payloadBytes();
      for (int i = 0; i < block.size(); i++) {
        oldest = Math.min(oldest, block.receiveTimeNs(i));
        newest = Math.max(newest, block.receiveTimeNs(i));
      }
    }
    int highestChannel = 0;
    for (int place = 0; place < records.streams(); place++) {
      highestChannel = Math.max(highestChannel, records.channelOfStream(place));
    }
    return new SegmentHeader(
        records.firstOffset(),
        records.nextOffset(),
        payloadBytes,
        oldest,
        newest,
        generation,
        SegmentHeader.versionsOf(blocks),
        pageRanks,
        highestChannel,
        channelFences,
        sourceFences);
  }

  /** Puts parts into the file, numbered within their kind. */
  private final class Parts {
    private final SstFileWriter out;
    private final int partition;
    private final long firstOffset;
    private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.PART_BYTES);
    private int kind;
    private int number;

    Parts(SstFileWriter out, int partition, long firstOffset) {
      this.out = out;
      this.partition = partition;
      this.firstOffset = firstOffset;
    }

    void put(int newKind, byte[] bytes, int length) throws RocksDBException {
      number = newKind == kind ? number + 1 : 0;
      kind = newKind;
      key.clear();
      Keys.putPart(key, partition, firstOffset, kind, number);
      if (direct.capacity() < length) {
        direct = ByteBuffer.allocateDirect(Math.max(length, 2 * direct.capacity()));
      }
      direct.clear();
      direct.put(bytes, 0, length);
      out.put(key.flip(), direct.flip());
    }
  }
}
