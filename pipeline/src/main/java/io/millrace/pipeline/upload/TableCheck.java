package io.millrace.pipeline.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.format.ArrayFeatures;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.ValueSink;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what the rows of an upload hold, and notes those that cannot be read. */
final class TableCheck implements ValueSink {
  private static final int MAX_PATHS = 10_000;

  private final SortedMap<String, Map<ValueKind, Long>> kinds = new TreeMap<>();
  private final List<String> paths = new ArrayList<>();
  private final List<FormatException> rejected = new ArrayList<>();
  private long values;
  private long fromNs = Long.MAX_VALUE;
  private long toNs = Long.MIN_VALUE;

  /** Begins another chunk: addresses are numbered anew. */
  void beginChunk() {
    paths.clear();
    rejected.clear();
  }

  List<FormatException> rejected() {
    return rejected;
  }

  long values() {
    return values;
  }

  @Nullable TimeRange times() {
    return toNs < fromNs ? null : new TimeRange(fromNs, toNs + 1);
  }

  SortedMap<String, Map<ValueKind, Long>> kinds() {
    return kinds;
  }

  private void count(int address, ValueKind kind, long timeNs) {
    values++;
    fromNs = Math.min(fromNs, timeNs);
    toNs = Math.max(toNs, timeNs);
    String path = paths.get(address);
    if (kinds.size() < MAX_PATHS || kinds.containsKey(path)) {
      kinds.computeIfAbsent(path, p -> new EnumMap<>(ValueKind.class)).merge(kind, 1L, Long::sum);
    }
  }

  @Override
  public int address(byte[] path, int from, int to) {
    paths.add(new String(path, from, to - from, UTF_8));
    return paths.size() - 1;
  }

  @Override
  public void value(int address, ValueKind kind, long bits, long timeNs, int quality) {
    count(address, kind, timeNs);
  }

  @Override
  public void number(int address, ValueKind written, long bits, long timeNs, int quality) {
    count(address, ValueKind.DOUBLE, timeNs);
  }

  @Override
  public void text(int address, byte[] text, int from, int to, long timeNs, int quality) {
    count(address, ValueKind.TEXT, timeNs);
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
    count(address, ValueKind.RECORD, timeNs);
  }

  @Override
  public void absent(int address, long timeNs) {}

  @Override
  public void quality(int address, int quality) {}

  @Override
  public void groupQuality(int quality) {}

  @Override
  public void endGroup(long timeNs) {}

  @Override
  public void sequence(long number) {}

  @Override
  public void rejected(byte[] bytes, int from, int to, FormatException why) {
    rejected.add(why);
  }
}
