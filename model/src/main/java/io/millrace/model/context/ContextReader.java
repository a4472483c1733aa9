package io.millrace.model.context;

import io.millrace.model.context.ContextChange.Address;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.QuarantineResolution;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads the fields that {@link ContextWriter} wrote. Whatever is not in its form ends in an {@link
 * IllegalArgumentException} or {@link IndexOutOfBoundsException}, and no count makes it allocate
 * more than the bytes at hand can justify.
 */
final class ContextReader {
  private final ByteBuffer in;

  ContextReader(byte[] bytes, int from, int to) {
    in = ByteBuffer.wrap(bytes, from, to - from).slice();
  }

  int remaining() {
    return in.remaining();
  }

  int uint8() {
    need(1);
    return in.get() & 0xff;
  }

  SourceDefined sourceDefined() {
    return new SourceDefined(
        source(), text(), UnknownPoints.valueOf(text()), int32(), int64(), int64(), bool());
  }

  MappingDefined mappingDefined() {
    SourceId source = source();
    return new MappingDefined(source, list(this::rule));
  }

  private MappingRule rule() {
    String filter = text();
    String format = text();
    Map<String, String> options = new HashMap<>();
    for (int left = count(); left > 0; left--) {
      options.put(text(), text());
    }
    return new MappingRule(filter, format, options);
  }

  PointDefined pointDefined() {
    return new PointDefined(
        point(),
        new PointTraits(
            ValueKind.ofCode(uint8()),
            text(),
            Interpolation.valueOf(text()),
            SameTimePolicy.valueOf(text()),
            bool(),
            int64(),
            int64()));
  }

  EnumerationDefined enumerationDefined() {
    PointId point = point();
    Map<String, Long> codes = new HashMap<>();
    for (int left = count(); left > 0; left--) {
      codes.put(text(), int64());
    }
    return new EnumerationDefined(point, codes);
  }

  PointBound pointBound() {
    return new PointBound(source(), text(), text(), point(), int64(), float64(), float64());
  }

  PointUnbound pointUnbound() {
    return new PointUnbound(source(), text(), text(), int64());
  }

  SamplesDeleted samplesDeleted() {
    return new SamplesDeleted(point(), new TimeRange(int64(), int64()));
  }

  UnmappedPointsClosed unmappedPointsClosed() {
    SourceId source = source();
    return new UnmappedPointsClosed(
        source, list(() -> new Address(text(), text(), ValueKind.ofCode(uint8()))));
  }

  DecodedAnew decodedAnew() {
    return new DecodedAnew(
        source(), text(), list(this::span), int64(), new UserId(uuid()), int64());
  }

  QuarantineResolved quarantineResolved() {
    return new QuarantineResolved(
        list(this::span), QuarantineResolution.valueOf(text()), new UserId(uuid()), int64());
  }

  private JournalSpan span() {
    return new JournalSpan(int32(), int64(), int64());
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = count(); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }

  /** Each element has at least one byte, which bounds what a damaged count can do. */
  private int count() {
    int count = int32();
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("a list claims to have " + count + " elements");
    }
    return count;
  }

  private String text() {
    int length = int32();
    if (length < 0) {
      throw new IllegalArgumentException("a text claims to have " + length + " bytes");
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private SourceId source() {
    return new SourceId(uuid());
  }

  private PointId point() {
    return new PointId(uuid());
  }

  private UUID uuid() {
    return new UUID(int64(), int64());
  }

  private boolean bool() {
    int value = uint8();
    if (value > 1) {
      throw new IllegalArgumentException("a truth value is " + value);
    }
    return value == 1;
  }

  private double float64() {
    return Double.longBitsToDouble(int64());
  }

  private int int32() {
    need(Integer.BYTES);
    return in.getInt();
  }

  private long int64() {
    need(Long.BYTES);
    return in.getLong();
  }

  private void need(int bytes) {
    if (in.remaining() < bytes) {
      throw new IndexOutOfBoundsException("it ends too early");
    }
  }
}
