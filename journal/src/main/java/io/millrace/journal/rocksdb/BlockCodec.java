package io.millrace.journal.rocksdb;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordFilter;
import io.millrace.model.id.SourceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Blocks as bytes, see {@code docs/formats/journal.md}, "Block". Has buffers of its own: one for
 * each thread.
 */
final class BlockCodec {
  private static final int VERSION = 1;
  private static final int PLAIN = 0;
  private static final int LZ4 = 1;
  private static final int CHECKSUM_AT = 1;
  private static final int CHECKED_FROM = 5;

  /** Smaller bodies gain nothing from compression. */
  private static final int LEAST_COMPRESSED_BYTES = 256;

  /** Beyond this a length in a header is damage, not data. */
  private static final int MOST_BODY_BYTES = 1 << 30;

  /** LZ4 cannot do better than 255 to 1. */
  private static final int MOST_LZ4_RATIO = 255;

  private final CRC32C checksum = new CRC32C();
  private final Lz4JavaCompressor compressor = new Lz4JavaCompressor();
  private final Lz4JavaDecompressor decompressor = new Lz4JavaDecompressor();
  private final ByteSink body = new ByteSink(64 * 1024);

  /**
   * Writes a block of contiguous offsets.
   *
   * @param durableEnd the partition's durable end now
   */
  void encode(Block block, long durableEnd, ByteSink out) {
    out.u8(VERSION);
    int checksumAt = out.size();
    out.u32(0);
    writeHeader(block, durableEnd, out);
    body.clear();
    writeDictionary(block, body);
    writeColumns(block, body);
    writeAttributes(block, body);
    body.bytes(block.payloads(), 0, block.payloadBytes());
    if (body.size() < LEAST_COMPRESSED_BYTES || !writeCompressed(out)) {
      out.u8(PLAIN);
      out.bytes(body.array(), 0, body.size());
    }
    checksum.reset();
    int checkedFrom = checksumAt + Integer.BYTES;
    checksum.update(out.array(), checkedFrom, out.size() - checkedFrom);
    out.setU32(checksumAt, (int) checksum.getValue());
  }

  private boolean writeCompressed(ByteSink out) {
    int before = out.size();
    out.u8(LZ4);
    out.varint(body.size());
    int most = compressor.maxCompressedLength(body.size());
    out.ensure(most);
    int written = compressor.compress(body.array(), 0, body.size(), out.array(), out.size(), most);
    if (written > body.size() - body.size() / 8) {
      out.truncate(before);
      return false;
    }
    out.advance(written);
    return true;
  }

  private static void writeHeader(Block block, long durableEnd, ByteSink out) {
    out.varint(block.size());
    out.varint(block.configurationVersion());
    out.varint(block.firstOffset() - durableEnd);
    out.varint(block.payloadBytes());
    out.zigzag(block.receiveTimeNs(0));
  }

  private static void writeDictionary(Block block, ByteSink out) {
    out.varint(block.origins().size());
    for (Origin origin : block.origins()) {
      writeOrigin(origin, out);
    }
    out.varint(block.channels().size());
    for (Channel channel : block.channels()) {
      out.text(channel.name());
      out.text(channel.contentType());
    }
  }

  static void writeOrigin(Origin origin, ByteSink out) {
    out.u64(origin.source().value().getMostSignificantBits());
    out.u64(origin.source().value().getLeastSignificantBits());
    out.text(origin.principal());
    out.zigzag(origin.connectionEpoch());
    out.text(origin.protocol());
  }

  private static void writeColumns(Block block, ByteSink out) {
    int size = block.size();
    int[] column = new int[size];
    for (int i = 0; i < size; i++) {
      column[i] = block.originIndex(i);
    }
    IntColumn.write(out, column, size);
    for (int i = 0; i < size; i++) {
      column[i] = block.channelIndex(i);
    }
    IntColumn.write(out, column, size);
    out.ensure(10 * size);
    long before = block.receiveTimeNs(0);
    for (int i = 1; i < size; i++) {
      out.zigzag(block.receiveTimeNs(i) - before);
      before = block.receiveTimeNs(i);
    }
    for (int i = 0; i < size; i++) {
      column[i] = block.flags(i);
    }
    IntColumn.write(out, column, size);
    for (int i = 0; i < size; i++) {
      column[i] = block.payloadEnd(i) - block.payloadStart(i);
    }
    IntColumn.write(out, column, size);
  }

  private static void writeAttributes(Block block, ByteSink out) {
    Map<Integer, Map<String, String>> byRecord = new TreeMap<>(block.attributes());
    out.varint(byRecord.size());
    byRecord.forEach((record, attributes) -> writeAttributes(record, attributes, out));
  }

  static void writeAttributes(int record, Map<String, String> attributes, ByteSink out) {
    out.varint(record);
    out.varint(attributes.size());
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              out.text(name);
              out.text(value);
            });
  }

  /**
   * Opens stored bytes: checks them and reads their header.
   *
   * @throws DamagedException if they are not a block
   */
  Stored open(long firstOffset, byte[] stored) {
    return new Stored(firstOffset, stored);
  }

  /** A stored block whose checksum is right, and of which only the header has been read. */
  final class Stored {
    private final long firstOffset;
    private final int records;
    private final long configurationVersion;
    private final long durableBefore;
    private final int payloadBytes;
    private final long receiveNs;
    private final ByteSource in;

    private Stored(long firstOffset, byte[] stored) {
      this.firstOffset = firstOffset;
      this.in = checked(stored);
      this.records = in.count(MOST_BODY_BYTES);
      if (records == 0) {
        throw new DamagedException("it has no record");
      }
      this.configurationVersion = in.varint();
      this.durableBefore = firstOffset - in.varint();
      this.payloadBytes = in.count(MOST_BODY_BYTES);
      this.receiveNs = in.zigzag();
    }

    int records() {
      return records;
    }

    long nextOffset() {
      return firstOffset + records;
    }

    int payloadBytes() {
      return payloadBytes;
    }

    /** Receive time of the first record. */
    long receiveNs() {
      return receiveNs;
    }

    /** The partition's durable end when the block was written. */
    long durableBefore() {
      return durableBefore;
    }

    /** The block; null if its dictionary shows that it holds nothing wanted. */
    @Nullable Block decode(int partition, Lane lane, RecordFilter filter) {
      ByteSource from = body(in);
      List<Origin> origins = readOrigins(from);
      if (Filters.noneOf(origins, filter)) {
        return null;
      }
      List<Channel> channels = readChannels(from);
      if (Filters.noneOfChannels(channels, filter)) {
        return null;
      }
      int size = records;
      if (size > from.remaining()) {
        throw new DamagedException("it has room for fewer than " + size + " records");
      }
      int[] originIndexes = indexes(IntColumn.read(from, size), origins.size());
      int[] channelIndexes = indexes(IntColumn.read(from, size), channels.size());
      long[] receiveTimes = readTimes(from, size, receiveNs);
      int[] flags = IntColumn.read(from, size);
      int[] payloadEnds = ends(IntColumn.read(from, size));
      Map<Integer, Map<String, String>> attributes = readAttributes(from, size);
      return new Block(
          partition,
          lane,
          firstOffset,
          configurationVersion,
          origins,
          channels,
          size,
          originIndexes,
          channelIndexes,
          receiveTimes,
          flags,
          payloadEnds,
          readPayloads(from, payloadEnds[size - 1]),
          attributes);
    }
  }

  private ByteSource checked(byte[] stored) {
    if (stored.length <= CHECKED_FROM) {
      throw new DamagedException("it ends too early");
    }
    if (stored[0] != VERSION) {
      throw new DamagedException("its version " + stored[0] + " is unknown");
    }
    checksum.reset();
    checksum.update(stored, CHECKED_FROM, stored.length - CHECKED_FROM);
    ByteSource in = new ByteSource(stored, CHECKSUM_AT, stored.length);
    if (in.u32() != (int) checksum.getValue()) {
      throw new DamagedException("its checksum is wrong");
    }
    return in;
  }

  private ByteSource body(ByteSource in) {
    int form = in.u8();
    return switch (form) {
      case PLAIN -> in;
      case LZ4 -> decompressed(in);
      default -> throw new DamagedException("its form " + form + " is unknown");
    };
  }

  private ByteSource decompressed(ByteSource in) {
    int plainBytes = in.count(MOST_BODY_BYTES);
    int length = in.remaining();
    int start = in.skip(length);
    if (plainBytes > (long) length * MOST_LZ4_RATIO) {
      throw new DamagedException("it is impossibly long");
    }
    byte[] plain = new byte[plainBytes];
    try {
      if (decompressor.decompress(in.array(), start, length, plain, 0, plain.length)
          == plain.length) {
        return new ByteSource(plain);
      }
      throw new DamagedException("it is shorter than it says");
    } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DamagedException("it cannot be decompressed");
    }
  }

  private static List<Origin> readOrigins(ByteSource in) {
    int count = in.count(in.remaining());
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      origins.add(readOrigin(in));
    }
    return origins;
  }

  static Origin readOrigin(ByteSource in) {
    UUID source = new UUID(in.u64(), in.u64());
    return new Origin(new SourceId(source), in.text(), in.zigzag(), in.text());
  }

  private static List<Channel> readChannels(ByteSource in) {
    int count = in.count(in.remaining());
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(new Channel(in.text(), in.text()));
    }
    return channels;
  }

  private static long[] readTimes(ByteSource in, int size, long first) {
    long[] times = new long[size];
    times[0] = first;
    for (int i = 1; i < size; i++) {
      times[i] = times[i - 1] + in.zigzag();
    }
    return times;
  }

  static byte[] readPayloads(ByteSource in, int length) {
    if (length != in.remaining()) {
      throw new DamagedException("its payloads have another length than their sum");
    }
    int start = in.skip(length);
    return Arrays.copyOfRange(in.array(), start, start + length);
  }

  /** Checks that each index lies in a dictionary. */
  static int[] indexes(int[] column, int entries) {
    for (int index : column) {
      if (index < 0 || index >= entries) {
        throw new DamagedException("it names entry " + index + " of " + entries);
      }
    }
    return column;
  }

  /** Turns lengths into ends, in place. */
  static int[] ends(int[] lengths) {
    long end = 0;
    for (int i = 0; i < lengths.length; i++) {
      end += lengths[i] & 0xffff_ffffL;
      if (end > MOST_BODY_BYTES) {
        throw new DamagedException("its payloads are impossibly long");
      }
      lengths[i] = (int) end;
    }
    return lengths;
  }

  static Map<Integer, Map<String, String>> readAttributes(ByteSource in, int records) {
    int count = in.count(records);
    if (count == 0) {
      return Map.of();
    }
    Map<Integer, Map<String, String>> byRecord = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int record = in.count(records - 1);
      int pairs = in.count(in.remaining());
      Map<String, String> attributes = new TreeMap<>();
      for (int k = 0; k < pairs; k++) {
        attributes.put(in.text(), in.text());
      }
      byRecord.put(record, Map.copyOf(attributes));
    }
    return byRecord;
  }
}
