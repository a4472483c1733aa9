package io.millrace.journal;

import io.millrace.model.id.SourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Durable records of one partition, in columns, with a dictionary of their origins and channels
 * (law 3). Immutable; shared by all readers without copying, so nobody may write into its arrays.
 *
 * <p>Offsets ascend within a block but need not be contiguous: a filtered read yields only what
 * matches, and a distributed engine has holes of its own. Use {@link #offset}.
 */
public final class Block implements JournalItem {
  private final int partition;
  private final Lane lane;
  private final long firstOffset;
  private final long configurationVersion;
  private final List<Origin> origins;
  private final List<Channel> channels;
  private final int size;
  private final int[] originIndexes;
  private final int[] channelIndexes;
  private final long[] receiveTimes;
  private final int[] flags;
  private final int[] payloadEnds;
  private final byte[] payloads;
  private final Map<Integer, Map<String, String>> attributes;
  private final long @Nullable [] offsets;
  private final long nextOffset;

  /**
   * A block of contiguous offsets from its columns, which it takes over.
   *
   * @param configurationVersion next offset of the context lane when the block was written: the
   *     configuration in force is that of all context records before it
   * @param payloadEnds for each record where its payload ends in {@code payloads}; the first begins
   *     at 0
   */
  public Block(
      int partition,
      Lane lane,
      long firstOffset,
      long configurationVersion,
      List<Origin> origins,
      List<Channel> channels,
      int size,
      int[] originIndexes,
      int[] channelIndexes,
      long[] receiveTimes,
      int[] flags,
      int[] payloadEnds,
      byte[] payloads,
      Map<Integer, Map<String, String>> attributes) {
    this(
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
        payloads,
        attributes,
        null,
        firstOffset + size);
  }

  /**
   * A block from its columns, which it takes over; see {@link BlockBuilder}.
   *
   * @param offsets offset of each record, ascending; null if they are contiguous
   * @param nextOffset where reading goes on after this block; beyond its last record
   */
  Block(
      int partition,
      Lane lane,
      long firstOffset,
      long configurationVersion,
      List<Origin> origins,
      List<Channel> channels,
      int size,
      int[] originIndexes,
      int[] channelIndexes,
      long[] receiveTimes,
      int[] flags,
      int[] payloadEnds,
      byte[] payloads,
      Map<Integer, Map<String, String>> attributes,
      long @Nullable [] offsets,
      long nextOffset) {
    this.partition = partition;
    this.lane = lane;
    this.firstOffset = firstOffset;
    this.configurationVersion = configurationVersion;
    this.origins = origins;
    this.channels = channels;
    this.size = size;
    this.originIndexes = originIndexes;
    this.channelIndexes = channelIndexes;
    this.receiveTimes = receiveTimes;
    this.flags = flags;
    this.payloadEnds = payloadEnds;
    this.payloads = payloads;
    this.attributes = attributes;
    this.offsets = offsets;
    this.nextOffset = nextOffset;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public long nextOffset() {
    return nextOffset;
  }

  /** The lane of the partition. */
  public Lane lane() {
    return lane;
  }

  /** Offset of the first record. */
  public long firstOffset() {
    return firstOffset;
  }

  /** Offset of record {@code i} within the partition. */
  public long offset(int i) {
    return offsets == null ? firstOffset + i : offsets[i];
  }

  /** Where record {@code i} stands. */
  public Position position(int i) {
    return new Position(partition, offset(i));
  }

  /** The configuration that was in force: all context records before this offset. */
  public long configurationVersion() {
    return configurationVersion;
  }

  /** How many records there are, at least one. */
  public int size() {
    return size;
  }

  /** The origins that occur, each once. */
  public List<Origin> origins() {
    return origins;
  }

  /** The channels that occur, each once. */
  public List<Channel> channels() {
    return channels;
  }

  /** Record {@code i}'s index in {@link #origins()}. */
  public int originIndex(int i) {
    return originIndexes[i];
  }

  /** Record {@code i}'s index in {@link #channels()}. */
  public int channelIndex(int i) {
    return channelIndexes[i];
  }

  /** When record {@code i} arrived, nanoseconds since the epoch. */
  public long receiveTimeNs(int i) {
    return receiveTimes[i];
  }

  /** Protocol flags of record {@code i}. */
  public int flags(int i) {
    return flags[i];
  }

  /** All payloads end to end; read only. */
  public byte[] payloads() {
    return payloads;
  }

  /** Bytes of all payloads together. */
  public int payloadBytes() {
    return payloadEnds[size - 1];
  }

  /** Where record {@code i}'s payload begins in {@link #payloads()}. */
  public int payloadStart(int i) {
    return i == 0 ? 0 : payloadEnds[i - 1];
  }

  /** Where record {@code i}'s payload ends in {@link #payloads()}. */
  public int payloadEnd(int i) {
    return payloadEnds[i];
  }

  /** Attributes of record {@code i}; mostly empty. */
  public Map<String, String> attributes(int i) {
    return attributes.getOrDefault(i, Map.of());
  }

  /** Attributes by record; records without any are absent. */
  public Map<Integer, Map<String, String>> attributes() {
    return attributes;
  }

  /** The records from {@code offset} on; null if there are none. */
  public @Nullable Block from(long offset) {
    if (offset <= firstOffset) {
      return this;
    }
    BlockBuilder rest = new BlockBuilder(partition, lane, configurationVersion);
    for (int i = 0; i < size; i++) {
      if (offset(i) >= offset) {
        rest.add(this, i);
      }
    }
    return rest.isEmpty() ? null : rest.build(nextOffset);
  }

  /** Whether any record comes from one of the sources. */
  public boolean hasAnyOf(Set<SourceId> sources) {
    return origins.stream().anyMatch(origin -> sources.contains(origin.source()));
  }
}
