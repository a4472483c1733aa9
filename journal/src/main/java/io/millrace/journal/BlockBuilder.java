package io.millrace.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers single records into a block, in ascending order of their offsets. For engines off their
 * hot path and for tests; not thread-safe; used once.
 */
public final class BlockBuilder {
  private static final int INITIAL_RECORDS = 16;
  private static final int INITIAL_PAYLOAD_BYTES = 2 * 1024;

  private final int partition;
  private final Lane lane;
  private final long configurationVersion;
  private final Map<Origin, Integer> originIndex = new HashMap<>();
  private final Map<Channel, Integer> channelIndex = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private int size;
  private long[] offsets;
  private int[] originIndexes;
  private int[] channelIndexes;
  private long[] receiveTimes;
  private int[] flags;
  private int[] payloadEnds;
  private byte[] payloads;
  private Map<Integer, Map<String, String>> attributes = Map.of();

  /**
   * A block to be.
   *
   * @param configurationVersion next offset of the context lane when the records were taken in
   */
  public BlockBuilder(int partition, Lane lane, long configurationVersion) {
    this(partition, lane, configurationVersion, INITIAL_RECORDS, INITIAL_PAYLOAD_BYTES);
  }

  /**
   * A block to be, by who knows about how much will come, which saves copying. It grows all the
   * same.
   *
   * @param configurationVersion next offset of the context lane when the records were taken in
   * @param records room for so many records, at least one
   * @param payloadBytes room for so many bytes of payload
   */
  public BlockBuilder(
      int partition, Lane lane, long configurationVersion, int records, int payloadBytes) {
    this.partition = partition;
    this.lane = lane;
    this.configurationVersion = configurationVersion;
    offsets = new long[records];
    originIndexes = new int[records];
    channelIndexes = new int[records];
    receiveTimes = new long[records];
    flags = new int[records];
    payloadEnds = new int[records];
    payloads = new byte[payloadBytes];
  }

  /** Adds record {@code i} of a block under its own offset. */
  public BlockBuilder add(Block block, int i) {
    return add(
        block.offset(i),
        block.origins().get(block.originIndex(i)),
        block.channels().get(block.channelIndex(i)),
        block.receiveTimeNs(i),
        block.flags(i),
        block.payloads(),
        block.payloadStart(i),
        block.payloadEnd(i),
        block.attributes(i));
  }

  /** Adds record {@code i} of a batch. */
  public BlockBuilder add(long offset, RecordBatch batch, int i) {
    return add(
        offset,
        batch.origin(i),
        batch.channel(i),
        batch.receiveTimeNs(i),
        batch.flags(i),
        batch.payloads(),
        batch.payloadStart(i),
        batch.payloadEnd(i),
        batch.attributes(i));
  }

  /**
   * Adds a record with a copy of its payload.
   *
   * @param offset greater than that of the record before
   * @param payload a buffer that holds the payload from {@code start} to {@code end}
   */
  public BlockBuilder add(
      long offset,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int protocolFlags,
      byte[] payload,
      int start,
      int end,
      Map<String, String> recordAttributes) {
    if (size > 0 && offset <= offsets[size - 1]) {
      throw new IllegalArgumentException(
          "Offset " + offset + " does not follow offset " + offsets[size - 1] + ".");
    }
    if (size == offsets.length) {
      growRecords();
    }
    int payloadStart = payloadBytes();
    int payloadEnd = Math.addExact(payloadStart, end - start);
    if (payloadEnd > payloads.length) {
      payloads =
          Arrays.copyOf(
              payloads, (int) Math.min(1L << 30, Math.max(payloadEnd, 2L * payloads.length)));
    }
    System.arraycopy(payload, start, payloads, payloadStart, end - start);
    offsets[size] = offset;
    originIndexes[size] = indexOf(origin, originIndex, origins);
    channelIndexes[size] = indexOf(channel, channelIndex, channels);
    receiveTimes[size] = receiveTimeNs;
    flags[size] = protocolFlags;
    payloadEnds[size] = payloadEnd;
    if (!recordAttributes.isEmpty()) {
      if (attributes.isEmpty()) {
        attributes = new HashMap<>();
      }
      attributes.put(size, recordAttributes);
    }
    size++;
    return this;
  }

  private static <T> int indexOf(T entry, Map<T, Integer> index, List<T> entries) {
    Integer known = index.putIfAbsent(entry, entries.size());
    if (known != null) {
      return known;
    }
    entries.add(entry);
    return entries.size() - 1;
  }

  private void growRecords() {
    int capacity = offsets.length * 2;
    offsets = Arrays.copyOf(offsets, capacity);
    originIndexes = Arrays.copyOf(originIndexes, capacity);
    channelIndexes = Arrays.copyOf(channelIndexes, capacity);
    receiveTimes = Arrays.copyOf(receiveTimes, capacity);
    flags = Arrays.copyOf(flags, capacity);
    payloadEnds = Arrays.copyOf(payloadEnds, capacity);
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** Whether there is no record. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Bytes of all payloads together. */
  public int payloadBytes() {
    return size == 0 ? 0 : payloadEnds[size - 1];
  }

  /** The block, after which reading goes on behind its last record. */
  public Block build() {
    return build(size == 0 ? 0 : offsets[size - 1] + 1);
  }

  /**
   * The block.
   *
   * @param nextOffset where reading goes on: behind the last record, and behind those that were
   *     left out on purpose
   */
  public Block build(long nextOffset) {
    if (size == 0) {
      throw new IllegalStateException("A block has at least one record.");
    }
    long last = offsets[size - 1];
    if (nextOffset <= last) {
      throw new IllegalArgumentException(
          "Reading cannot go on at " + nextOffset + ", before record " + last + ".");
    }
    boolean contiguous = last - offsets[0] == size - 1;
    int bytes = payloadBytes();
    byte[] trimmed =
        payloads.length - bytes > bytes / 8 ? Arrays.copyOf(payloads, bytes) : payloads;
    return new Block(
        partition,
        lane,
        offsets[0],
        configurationVersion,
        List.copyOf(origins),
        List.copyOf(channels),
        size,
        originIndexes,
        channelIndexes,
        receiveTimes,
        flags,
        payloadEnds,
        trimmed,
        attributes,
        contiguous ? null : Arrays.copyOf(offsets, size),
        nextOffset);
  }
}
