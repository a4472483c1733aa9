package io.millrace.pipeline.decode;

import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.Binding;
import io.millrace.pipeline.context.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One address of a channel: what its values belong to. Belongs to one worker. */
final class AddressSlot {
  private static final int KINDS = 8;
  private static final int MAX_REMEMBERED_TEXT = 256;

  private final byte[] path;
  private final Timeline timeline;
  private final @Nullable Binding always;
  private final @Nullable PointId[] undefinedPoints = new PointId[KINDS];
  private final int[] undefinedHandles = new int[KINDS];
  private byte[] lastText = new byte[0];
  private String lastString = "";
  private long part;
  private int reportedKinds;

  AddressSlot(byte[] path, Timeline timeline) {
    this.path = path;
    this.timeline = timeline;
    List<Timeline.Period> periods = timeline.periods();
    boolean one = periods.size() == 1 && periods.getFirst().fromNs() == Long.MIN_VALUE;
    always = one ? periods.getFirst().binding() : null;
  }

  byte[] path() {
    return path;
  }

  boolean hasPath(byte[] bytes, int from, int to) {
    return Arrays.equals(path, 0, path.length, bytes, from, to);
  }

  String pathText() {
    return new String(path, StandardCharsets.UTF_8);
  }

  /** What holds at a source time; null if the address belongs to no point then. */
  @Nullable Binding bindingAt(long timeNs) {
    return always != null ? always : timeline.at(timeNs);
  }

  /** What holds at all source times; null if that depends on the time or is nothing. */
  @Nullable Binding bindingAlways() {
    return always;
  }

  /** Whether no point is bound at any source time. */
  boolean isNeverBound() {
    return timeline.periods().isEmpty();
  }

  @Nullable PointId undefinedPoint(ValueKind kind) {
    return undefinedPoints[kind.code()];
  }

  int undefinedHandle(ValueKind kind) {
    return undefinedHandles[kind.code()];
  }

  void setUndefined(ValueKind kind, PointId point, int handle) {
    undefinedPoints[kind.code()] = point;
    undefinedHandles[kind.code()] = handle;
  }

  /** Whether the address with this kind was reported in a part already. */
  boolean isReportedInPart(long partSerial, ValueKind kind) {
    return part == partSerial && (reportedKinds & (1 << kind.code())) != 0;
  }

  /** Notes that the address with this kind is reported in a part; false if it was already. */
  boolean reportInPart(long partSerial, ValueKind kind) {
    if (isReportedInPart(partSerial, kind)) {
      return false;
    }
    reportedKinds = (part == partSerial ? reportedKinds : 0) | (1 << kind.code());
    part = partSerial;
    return true;
  }

  /** The text; the same object as last time if it is the same text, since states repeat. */
  String textOf(byte[] bytes, int from, int to) {
    if (Arrays.equals(lastText, 0, lastText.length, bytes, from, to)) {
      return lastString;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (to - from <= MAX_REMEMBERED_TEXT) {
      lastText = Arrays.copyOfRange(bytes, from, to);
      lastString = text;
    }
    return text;
  }
}
