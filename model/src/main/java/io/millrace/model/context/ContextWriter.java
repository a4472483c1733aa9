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
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.point.PointTraits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes the fields of each change; {@link ContextReader} reads them in the same order. */
final class ContextWriter {
  private ByteBuffer out = ByteBuffer.allocate(128);

  ContextWriter uint8(int value) {
    room(1).put((byte) value);
    return this;
  }

  void sourceDefined(SourceDefined c) {
    uuid(c.source().value());
    text(c.name());
    text(c.unknownPoints().name());
    int32(c.maxUnmappedPoints());
    int64(c.clockToleranceNs());
    int64(c.expectedPeriodNs());
    bool(c.simulated());
  }

  void mappingDefined(MappingDefined c) {
    uuid(c.source().value());
    int32(c.rules().size());
    for (MappingRule rule : c.rules()) {
      text(rule.channelFilter());
      text(rule.format());
      int32(rule.options().size());
      for (Map.Entry<String, String> option : new TreeMap<>(rule.options()).entrySet()) {
        text(option.getKey());
        text(option.getValue());
      }
    }
  }

  void pointDefined(PointDefined c) {
    PointTraits traits = c.traits();
    uuid(c.point().value());
    uint8(traits.kind().code());
    text(traits.unit());
    text(traits.interpolation().name());
    text(traits.sameTimePolicy().name());
    bool(traits.counter());
    int64(traits.expectedPeriodNs());
    int64(traits.retentionNs());
  }

  void enumerationDefined(EnumerationDefined c) {
    uuid(c.point().value());
    int32(c.codesByText().size());
    for (Map.Entry<String, Long> code : new TreeMap<>(c.codesByText()).entrySet()) {
      text(code.getKey());
      int64(code.getValue());
    }
  }

  void pointBound(PointBound c) {
    uuid(c.source().value());
    text(c.channel());
    text(c.path());
    uuid(c.point().value());
    int64(c.validFromNs());
    int64(Double.doubleToRawLongBits(c.factor()));
    int64(Double.doubleToRawLongBits(c.offset()));
  }

  void pointUnbound(PointUnbound c) {
    uuid(c.source().value());
    text(c.channel());
    text(c.path());
    int64(c.validFromNs());
  }

  void samplesDeleted(SamplesDeleted c) {
    uuid(c.point().value());
    int64(c.range().fromNs());
    int64(c.range().toNs());
  }

  void unmappedPointsClosed(UnmappedPointsClosed c) {
    uuid(c.source().value());
    int32(c.accepted().size());
    for (Address address : c.accepted()) {
      text(address.channel());
      text(address.path());
      uint8(address.kind().code());
    }
  }

  void decodedAnew(DecodedAnew c) {
    uuid(c.source().value());
    text(c.channelFilter());
    spans(c.spans());
    int64(c.configurationVersion());
    uuid(c.by().value());
    int64(c.atNs());
  }

  void quarantineResolved(QuarantineResolved c) {
    spans(c.records());
    text(c.resolution().name());
    uuid(c.by().value());
    int64(c.atNs());
  }

  byte[] toByteArray() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private void spans(List<JournalSpan> spans) {
    int32(spans.size());
    for (JournalSpan span : spans) {
      int32(span.partition());
      int64(span.fromOffset());
      int64(span.toOffset());
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int32(bytes.length);
    room(bytes.length).put(bytes);
  }

  private void uuid(UUID id) {
    int64(id.getMostSignificantBits());
    int64(id.getLeastSignificantBits());
  }

  private void bool(boolean value) {
    uint8(value ? 1 : 0);
  }

  private void int32(int value) {
    room(Integer.BYTES).putInt(value);
  }

  private void int64(long value) {
    room(Long.BYTES).putLong(value);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int capacity = Math.max(2 * out.capacity(), Math.addExact(out.position(), bytes));
      out = ByteBuffer.wrap(Arrays.copyOf(out.array(), capacity)).position(out.position());
    }
    return out;
  }
}
