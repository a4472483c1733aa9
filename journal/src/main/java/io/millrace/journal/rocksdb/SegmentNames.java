package io.millrace.journal.rocksdb;

import io.millrace.journal.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of a segment's channels in the segment itself: read only if the names that all segments
 * share are lost, so that damage to one small file cannot make every segment unreadable.
 */
final class SegmentNames {
  private static final Channel NONE = new Channel("", "");

  private SegmentNames() {}

  /** The names in parts, by channel number. */
  static List<byte[]> parts(SegmentRecords records, ChannelNames names) {
    int[] numbers = new int[records.streams()];
    Arrays.setAll(numbers, records::channelOfStream);
    Arrays.sort(numbers);
    List<byte[]> parts = new ArrayList<>();
    ByteSink out = new ByteSink(32 * SegmentIndex.CHANNEL_ENTRIES);
    for (int from = 0; from < numbers.length; from += SegmentIndex.CHANNEL_ENTRIES) {
      int to = Math.min(numbers.length, from + SegmentIndex.CHANNEL_ENTRIES);
      out.clear();
      SegmentParts.begin(out);
      out.varint(to - from);
      int before = 0;
      for (int i = from; i < to; i++) {
        out.varint(numbers[i] - before);
        boolean repeated = i > from && numbers[i] == before;
        out.text(repeated ? "" : names.channelOf(numbers[i]).name());
        out.text(repeated ? "" : names.channelOf(numbers[i]).contentType());
        before = numbers[i];
      }
      SegmentParts.end(out);
      parts.add(out.toByteArray());
    }
    return parts;
  }

  /**
   * The table that the parts make; numbers that the segment does not use have no name.
   *
   * @param highest the highest number
   */
  static ChannelNames.Table table(List<byte[]> parts, int highest) {
    Channel[] channels = new Channel[highest + 1];
    Arrays.fill(channels, NONE);
    for (byte[] part : parts) {
      ByteSource in = SegmentParts.open(part);
      int count = in.count(in.remaining());
      int number = 0;
      for (int i = 0; i < count; i++) {
        int step = in.count(highest - number);
        number += step;
        Channel channel = new Channel(in.text(), in.text());
        if (i == 0 || step > 0) {
          channels[number] = channel;
        }
      }
    }
    return new ChannelNames.Table(-1, channels);
  }
}
