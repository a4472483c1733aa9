package io.millrace.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records on their way into the journal, in columns, payloads end to end in one buffer. Filled by
 * one thread, which then hands it to {@link Journal#append} and must not touch it again.
 *
 * <p>All records of a batch go through one lane and keep their order within each source.
 */
public final class RecordBatch {
  private static final int INITIAL_RECORDS = 64;
  private static final int INITIAL_PAYLOAD_BYTES = 8 * 1024;

  private final Lane lane;
  private int size;
  private Origin[] origins;
  private Channel[] channels;
  private long[] receiveTimes;
  private int[] flags;
  private int[] payloadEnds;
  private byte[] payloads;
  private int payloadBytes;
  private Map<Integer, Map<String, String>> attributes = Map.of();

  /** An empty batch for the lane; it grows. */
  public RecordBatch(Lane lane) {
    this(lane, INITIAL_RECORDS, INITIAL_PAYLOAD_BYTES);
  }

  /**
   * An empty batch for the lane. It grows, but who knows about how much will come (as much as the
   * last time) saves copying.
   *
   * @param records room for so many records
   * @param payloadBytes room for so many bytes of payload
   */
  public RecordBatch(Lane lane, int records, int payloadBytes) {
    this.lane = lane;
    int capacity = Math.max(1, records);
    origins = new Origin[capacity];
    channels = new Channel[capacity];
    receiveTimes = new long[capacity];
    flags = new int[capacity];
    payloadEnds = new int[capacity];
    payloads = new byte[Math.max(16, payloadBytes)];
  }

  /**
   * Adds a record with a copy of its payload.
   *
   * @param receiveTimeNs when it arrived, nanoseconds since the epoch, UTC
   * @param protocolFlags bits whose meaning the origin's protocol defines (QoS, retain, packet id)
   */
  public void add(
      Origin origin, Channel channel, long receiveTimeNs, int protocolFlags, byte[] payload) {
    int at = reserve(origin, channel, receiveTimeNs, protocolFlags, payload.length);
    System.arraycopy(payload, 0, payloads, at, payload.length);
  }

  /**
   * Adds a record whose payload the caller copies into {@link #payloads()} itself, beginning at the
   * index that this returns. The array may be another one after each call.
   *
   * @param length the payload's length in bytes
   */
  public int reserve(
      Origin origin, Channel channel, long receiveTimeNs, int protocolFlags, int length) {
    if (size == origins.length) {
      growRecords();
    }
    int start = payloadBytes;
    int end = Math.addExact(start, length);
    if (end > payloads.length) {
      payloads =
          Arrays.copyOf(
              payloads,
              (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, 2L * payloads.length)));
    }
    int i = size;
    origins[i] = origin;
    channels[i] = channel;
    receiveTimes[i] = receiveTimeNs;
    flags[i] = protocolFlags;
    payloadEnds[i] = end;
    payloadBytes = end;
    size = i + 1;
    return start;
  }

  /** Gives the record that was added last attributes, such as MQTT user properties. */
  public void attributesOfLast(Map<String, String> values) {
    if (attributes.isEmpty()) {
      attributes = new TreeMap<>();
    }
    attributes.put(size - 1, Map.copyOf(values));
  }

  private void growRecords() {
    int capacity = origins.length * 2;
    origins = Arrays.copyOf(origins, capacity);
    channels = Arrays.copyOf(channels, capacity);
    receiveTimes = Arrays.copyOf(receiveTimes, capacity);
    flags = Arrays.copyOf(flags, capacity);
    payloadEnds = Arrays.copyOf(payloadEnds, capacity);
  }

  /** Through which lane the records go. */
  public Lane lane() {
    return lane;
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** Bytes of all payloads together. */
  public int payloadBytes() {
    return payloadBytes;
  }

  /** The buffer of all payloads, of which the first {@link #payloadBytes()} are used. */
  public byte[] payloads() {
    return payloads;
  }

  /** Who sent record {@code i}. */
  public Origin origin(int i) {
    return origins[i];
  }

  /** Under which name record {@code i} came. */
  public Channel channel(int i) {
    return channels[i];
  }

  /** When record {@code i} arrived, nanoseconds since the epoch. */
  public long receiveTimeNs(int i) {
    return receiveTimes[i];
  }

  /** Protocol flags of record {@code i}. */
  public int flags(int i) {
    return flags[i];
  }

  /** Where record {@code i}'s payload begins in {@link #payloads()}. */
  public int payloadStart(int i) {
    return i == 0 ? 0 : payloadEnds[i - 1];
  }

  /** Where record {@code i}'s payload ends in {@link #payloads()}. */
  public int payloadEnd(int i) {
    return payloadEnds[i];
  }

  /** Whether any record has attributes. */
  public boolean hasAttributes() {
    return !attributes.isEmpty();
  }

  /** Attributes of record {@code i}; mostly empty. */
  public Map<String, String> attributes(int i) {
    return attributes.getOrDefault(i, Map.of());
  }
}
