package io.millrace.pipeline.decode;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.Timeline;
import io.millrace.pipeline.format.ArrayFeatures;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.ValueSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of the message at hand in columns, until all of it is read: its time may come last,
 * and a message that turns out to be bad must leave nothing behind.
 */
final class StagedValues implements ValueSink {
  /** Beside a kind's code: the number's kind is not stated by the format. */
  static final int UNSTATED = 0x40;

  /** Instead of a kind's code: there is no value. */
  static final byte ABSENT = 0x20;

  private static final int INITIAL_CAPACITY = 64;

  /** More room than this is given back when it was not needed for a while. */
  private static final int LARGE = 1 << 14;

  private static final int A_WHILE_MESSAGES = 1_000;

  /** A record's content, until the message is accepted. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Content(String mediaType, byte[] bytes, @Nullable ArrayFeatures features) {}

  /** Gives the slot of a path that the table does not have. */
  interface SlotMaker {
    AddressSlot make(byte[] path);
  }

  int size;
  AddressSlot[] slots = new AddressSlot[INITIAL_CAPACITY];
  byte[] codes = new byte[INITIAL_CAPACITY];
  long[] bits = new long[INITIAL_CAPACITY];
  long[] times = new long[INITIAL_CAPACITY];
  int[] qualities = new int[INITIAL_CAPACITY];
  final List<String> texts = new ArrayList<>();
  final List<Content> contents = new ArrayList<>();
  final List<FormatException> rejectedWhy = new ArrayList<>();
  final List<byte[]> rejectedParts = new ArrayList<>();
  int sequenceCount;
  long[] sequences = new long[4];

  private final AddressSlot none;
  private AddressSlot[] addresses = new AddressSlot[INITIAL_CAPACITY];
  private int addressCount;
  private int groupStart;
  private boolean holdsObjects;
  private int messagesWithoutNeed;
  private AddressTable table = new AddressTable();
  private SlotMaker maker = path -> new AddressSlot(path, Timeline.EMPTY);

  StagedValues() {
    none = maker.make(new byte[0]);
    Arrays.fill(slots, none);
    Arrays.fill(addresses, none);
  }

  /**
   * Begins a message whose addresses are in the table; {@code slotMaker} makes those that are not.
   */
  @SuppressWarnings("ReferenceEquality") // the same objects or others
  void begin(AddressTable addressTable, SlotMaker slotMaker) {
    if (maker != slotMaker || table != addressTable) { // a reference's barrier costs more than this
      table = addressTable;
      maker = slotMaker;
    }
    giveBackRoom();
    size = 0;
    addressCount = 0;
    groupStart = 0;
    sequenceCount = 0;
    if (holdsObjects) {
      texts.clear();
      contents.clear();
      rejectedWhy.clear();
      rejectedParts.clear();
      holdsObjects = false;
    }
  }

  private void giveBackRoom() {
    messagesWithoutNeed = size > LARGE ? 0 : messagesWithoutNeed + 1;
    if (slots.length > LARGE && messagesWithoutNeed > A_WHILE_MESSAGES) {
      size = 0;
      resize(INITIAL_CAPACITY);
    }
  }

  @Override
  public int address(byte[] path, int from, int to) {
    AddressSlot slot = table.find(path, from, to);
    if (slot == null) {
      slot = maker.make(Arrays.copyOfRange(path, from, to));
    }
    if (addressCount == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * addressCount);
      Arrays.fill(addresses, addressCount, addresses.length, none);
    }
    if (addresses[addressCount] != slot) {
      addresses[addressCount] = slot;
    }
    return addressCount++;
  }

  @Override
  public void value(int address, ValueKind kind, long valueBits, long timeNs, int quality) {
    add(address, kind.code(), valueBits, timeNs, quality);
  }

  @Override
  public void number(int address, ValueKind written, long valueBits, long timeNs, int quality) {
    add(address, (byte) (written.code() | UNSTATED), valueBits, timeNs, quality);
  }

  @Override
  public void text(int address, byte[] text, int from, int to, long timeNs, int quality) {
    add(address, ValueKind.TEXT.code(), texts.size(), timeNs, quality);
    holdsObjects = true;
    texts.add(addresses[address].textOf(text, from, to));
  }

  @Override
  public void record(
      int address,
      String mediaType,
      byte[] content,
      int from,
      int to,
      @Nullable ArrayFeatures features,
      long timeNs,
      int quality) {
    add(address, ValueKind.RECORD.code(), contents.size(), timeNs, quality);
    holdsObjects = true;
    contents.add(new Content(mediaType, Arrays.copyOfRange(content, from, to), features));
  }

  @Override
  public void absent(int address, long timeNs) {
    add(address, ABSENT, 0, timeNs, Quality.BAD);
  }

  private void add(int address, byte code, long valueBits, long timeNs, int quality) {
    int i = size;
    if (i == slots.length) {
      resize(2 * i);
    }
    if (slots[i] != addresses[address]) {
      slots[i] = addresses[address];
    }
    codes[i] = code;
    bits[i] = valueBits;
    times[i] = timeNs;
    qualities[i] = quality;
    size = i + 1;
  }

  private void resize(int capacity) {
    int old = slots.length;
    slots = Arrays.copyOf(slots, capacity);
    codes = Arrays.copyOf(codes, capacity);
    bits = Arrays.copyOf(bits, capacity);
    times = Arrays.copyOf(times, capacity);
    qualities = Arrays.copyOf(qualities, capacity);
    if (capacity > old) {
      Arrays.fill(slots, old, capacity, none);
    }
  }

  @Override
  public void quality(int address, int quality) {
    AddressSlot slot = addresses[address];
    for (int i = groupStart; i < size; i++) {
      if (slots[i].equals(slot)) {
        qualities[i] = quality;
      }
    }
  }

  @Override
  public void groupQuality(int quality) {
    for (int i = groupStart; i < size; i++) {
      if (qualities[i] == Quality.GOOD) {
        qualities[i] = quality;
      }
    }
  }

  @Override
  public void endGroup(long timeNs) {
    for (int i = groupStart; i < size; i++) {
      if (times[i] == NO_TIME) {
        times[i] = timeNs;
      }
    }
    groupStart = size;
  }

  @Override
  public void sequence(long number) {
    if (sequenceCount == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * sequenceCount);
    }
    sequences[sequenceCount++] = number;
  }

  @Override
  public void rejected(byte[] bytes, int from, int to, FormatException why) {
    holdsObjects = true;
    rejectedParts.add(Arrays.copyOfRange(bytes, from, to));
    rejectedWhy.add(why);
  }
}
