package io.millrace.pipeline.decode;

import io.millrace.journal.Block;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.error.MillraceException;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.Binding;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.NumberScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one message after the other into samples of a part. Belongs to one worker. */
final class MessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(MessageDecoder.class);
  private static final int KIND_MASK = 0x1f;
  private static final int NOT_PLAIN = -1;

  private record Met(AddressSlot slot, ValueKind kind, long timeNs) {}

  private final StagedValues staged = new StagedValues();
  private final ValueConversion conversion = new ValueConversion();
  private final List<Met> met = new ArrayList<>();
  private final BlobSink blobs;
  private final long earliestNs;
  private final int inlineBytes;
  private final int maxStored;
  private long newestClaimNs;
  private int setAside;
  private int unmapped;
  private long partSerial;
  private long defects;

  MessageDecoder(BlobSink blobs, DecodeSettings settings) {
    this.blobs = blobs;
    this.earliestNs = settings.earliestNs();
    this.inlineBytes = settings.inlineBytes();
    this.maxStored = settings.limits().maxStoredRecords();
  }

  /** Decodes a record, which is a message, and tells the part what became of it. */
  void decode(ChannelDecoder channel, DecodedPart part, int record) {
    Block block = part.block();
    long receiveTimeNs = block.receiveTimeNs(record);
    int before = part.samples().size();
    try {
      staged.begin(channel.table(), channel);
      channel
          .parserFor(block.attributes().isEmpty() ? Map.of() : block.attributes(record))
          .parse(
              block.payloads(),
              block.payloadStart(record),
              block.payloadEnd(record),
              receiveTimeNs,
              staged);
      checkStored();
      emit(channel, part, receiveTimeNs, block.offset(record));
      part.endDecoded(record, newestClaimNs, setAside, unmapped, staged);
      report(channel, part);
    } catch (FormatException e) {
      part.endRejected(
          record,
          before,
          new Rejection(
              record, null, e.code().name(), String.valueOf(e.getMessage()), e.line(), e.field()));
    } catch (DecodeException e) {
      part.endRejected(
          record,
          before,
          new Rejection(
              record, null, e.code().name(), String.valueOf(e.getMessage()), 0, e.field()));
    } catch (MillraceException e) {
      throw e; // storage that fails says nothing of the message: whoever reads tries again
    } catch (RuntimeException e) {
      part.endRejected(record, before, defect(record, block, e));
    }
  }

  /** One message that meets a defect of ours must not keep all others from being decoded. */
  private Rejection defect(int record, Block block, RuntimeException e) {
    defects++;
    if (Long.bitCount(defects) == 1) {
      LOG.error("Decoding record {} failed; so did {} so far.", block.position(record), defects, e);
    }
    return new Rejection(
        record,
        null,
        DecodeError.DECODER_DEFECT.name(),
        "The program failed on this message (" + e + "); please report it and retry later.",
        0,
        "");
  }

  private void emit(ChannelDecoder channel, DecodedPart part, long receiveTimeNs, long offset) {
    SourceTime clock = new SourceTime(earliestNs, channel.plan().source().clockToleranceNs());
    newestClaimNs = ValueSink.NO_TIME;
    setAside = 0;
    unmapped = 0;
    partSerial = part.serial();
    met.clear();
    SampleBatch out = part.samples();
    AddressSlot runSlot = null;
    int runCode = -1;
    int runHandle = NOT_PLAIN;
    for (int i = 0; i < staged.size; i++) {
      AddressSlot slot = staged.slots[i];
      byte code = staged.codes[i];
      long timeNs = staged.times[i];
      int quality = staged.qualities[i];
      if (timeNs == ValueSink.NO_TIME) {
        timeNs = receiveTimeNs;
      } else {
        newestClaimNs = Math.max(newestClaimNs, timeNs);
        if (clock.isImplausible(timeNs, receiveTimeNs)) {
          timeNs = receiveTimeNs;
          quality = SourceTime.setAside(quality);
          setAside++;
        }
      }
      if (slot != runSlot || code != runCode) {
        runSlot = slot;
        runCode = code;
        runHandle = plainDoubleHandle(channel, slot, code, timeNs);
      }
      if (runHandle != NOT_PLAIN) {
        long value = doubleBits(code, staged.bits[i]);
        out.add(
            runHandle,
            ValueKind.DOUBLE,
            timeNs,
            value,
            checked(ValueKind.DOUBLE, value, quality),
            offset);
        continue;
      }
      Binding binding = slot.bindingAt(timeNs);
      if (binding == null) {
        unbound(channel, slot, i, timeNs, quality, offset, out);
      } else {
        bound(binding, slot, i, timeNs, quality, offset, out);
      }
    }
  }

  /**
   * The handle of the point if values of this code at this address become doubles as they are, at
   * any time; this is what nearly all values are, and a series asks once for all of its values.
   */
  private int plainDoubleHandle(ChannelDecoder channel, AddressSlot slot, byte code, long timeNs) {
    int kind = code & KIND_MASK;
    boolean isNumber = kind >= ValueKind.INT64.code() && kind <= ValueKind.DOUBLE.code();
    Binding binding = slot.bindingAlways();
    if (binding != null) {
      boolean plain = isNumber && binding.traits().kind() == ValueKind.DOUBLE;
      return plain && binding.isIdentity() ? binding.handle() : NOT_PLAIN;
    }
    boolean isDouble = isNumber && (code != kind || kind == ValueKind.DOUBLE.code());
    if (!isDouble
        || !slot.isNeverBound()
        || channel.plan().source().unknownPoints() == UnknownPoints.QUARANTINE
        || !channel.accepts(slot, ValueKind.DOUBLE)) {
      return NOT_PLAIN;
    }
    meet(slot, ValueKind.DOUBLE, timeNs);
    return channel.undefinedHandle(slot, ValueKind.DOUBLE);
  }

  private static long doubleBits(byte code, long bits) {
    int kind = code & KIND_MASK;
    if (kind == ValueKind.DOUBLE.code()) {
      return bits;
    }
    return Double.doubleToRawLongBits(
        kind == ValueKind.INT64.code()
            ? (double) bits
            : NumberScanner.toDouble(ValueKind.UINT64, bits));
  }

  private void meet(AddressSlot slot, ValueKind kind, long timeNs) {
    if (!slot.isReportedInPart(partSerial, kind)) {
      met.add(new Met(slot, kind, timeNs));
    }
  }

  private void bound(
      Binding binding,
      AddressSlot slot,
      int i,
      long timeNs,
      int quality,
      long offset,
      SampleBatch out) {
    byte code = staged.codes[i];
    ValueKind target = binding.traits().kind();
    int handle = binding.handle();
    if (code == StagedValues.ABSENT) {
      absent(handle, target, timeNs, quality, offset, out);
      return;
    }
    ValueKind kind = ValueKind.ofCode(code & KIND_MASK);
    long bits = staged.bits[i];
    if (kind.isText() || target.isText()) {
      textual(binding, slot, kind, bits, timeNs, quality, offset, out);
      return;
    }
    long converted = conversion.ofBits(binding, kind, bits, slot);
    out.add(handle, target, timeNs, converted, checked(target, converted, quality), offset);
  }

  private void textual(
      Binding binding,
      AddressSlot slot,
      ValueKind kind,
      long bits,
      long timeNs,
      int quality,
      long offset,
      SampleBatch out) {
    ValueKind target = binding.traits().kind();
    int handle = binding.handle();
    if (kind == ValueKind.RECORD || target == ValueKind.RECORD) {
      if (kind != target) {
        throw ValueConversion.mismatch(
            slot, kind == ValueKind.RECORD ? "an array or a file" : "a single value", target);
      }
      out.addText(handle, kind, timeNs, storeRecord(bits), quality, offset);
    } else if (target == ValueKind.TEXT) {
      String text =
          kind == ValueKind.TEXT
              ? staged.texts.get((int) bits)
              : ValueConversion.toText(kind, bits);
      out.addText(handle, target, timeNs, text, quality, offset);
    } else {
      long converted = conversion.ofText(binding, staged.texts.get((int) bits), slot);
      out.add(handle, target, timeNs, converted, checked(target, converted, quality), offset);
    }
  }

  /** No value is a sample too: from then on there is none (law 13). A record just does not come. */
  private static void absent(
      int handle, ValueKind target, long timeNs, int quality, long offset, SampleBatch out) {
    int bad = Quality.isBad(quality) ? quality : Quality.BAD;
    if (target == ValueKind.TEXT) {
      out.addText(handle, target, timeNs, "", bad, offset);
    } else if (target != ValueKind.RECORD) {
      out.add(handle, target, timeNs, 0, bad, offset);
    }
  }

  private void unbound(
      ChannelDecoder channel,
      AddressSlot slot,
      int i,
      long timeNs,
      int quality,
      long offset,
      SampleBatch out) {
    byte code = staged.codes[i];
    if (code == StagedValues.ABSENT) {
      return; // of which kind a value is missing nobody can say
    }
    if (channel.plan().source().unknownPoints() == UnknownPoints.QUARANTINE) {
      throw new DecodeException(
          DecodeError.ADDRESS_UNKNOWN,
          "No point is bound to '"
              + slot.pathText()
              + "' of channel '"
              + channel.plan().channel()
              + "' at that time, and the source's policy is quarantine; bind it and retry.",
          slot.pathText());
    }
    ValueKind sent = ValueKind.ofCode(code & KIND_MASK);
    long bits = staged.bits[i];
    ValueKind kind = (code & StagedValues.UNSTATED) != 0 ? ValueKind.DOUBLE : sent;
    if (!channel.accepts(slot, kind)) {
      unmapped++;
      return;
    }
    int handle = channel.undefinedHandle(slot, kind);
    meet(slot, kind, timeNs);
    switch (kind) {
      case TEXT -> out.addText(handle, kind, timeNs, staged.texts.get((int) bits), quality, offset);
      case RECORD -> out.addText(handle, kind, timeNs, storeRecord(bits), quality, offset);
      case DOUBLE -> {
        long value = Double.doubleToRawLongBits(NumberScanner.toDouble(sent, bits));
        out.add(handle, kind, timeNs, value, checked(kind, value, quality), offset);
      }
      case BOOLEAN, INT64, UINT64, ENUMERATION ->
          out.add(handle, kind, timeNs, bits, quality, offset);
    }
  }

  /** Each costs writing a file, and later an fsync: one message must not hold up all others. */
  private void checkStored() {
    if (staged.contents.size() > maxStored
        && staged.contents.stream().filter(content -> !isInline(content)).count() > maxStored) {
      throw new DecodeException(
          DecodeError.TOO_MANY_RECORDS,
          "The message holds more than "
              + maxStored
              + " arrays, images or files that are kept apart; send fewer at once.",
          "");
    }
  }

  private boolean isInline(StagedValues.Content content) {
    return content.bytes().length <= inlineBytes
        && content.mediaType().equals(RecordDescriptor.JSON);
  }

  private String storeRecord(long index) {
    StagedValues.Content content = staged.contents.get((int) index);
    return isInline(content)
        ? RecordDescriptor.inline(content)
        : RecordDescriptor.stored(content, blobs.store(content.mediaType(), content.bytes()));
  }

  /** Not a number, or infinite, is no good reading of anything. */
  private static int checked(ValueKind kind, long bits, int quality) {
    boolean unusable = kind == ValueKind.DOUBLE && !Double.isFinite(Double.longBitsToDouble(bits));
    return unusable && !Quality.isBad(quality) ? Quality.BAD_OUT_OF_RANGE : quality;
  }

  /** Only now, since a message that is rejected yields no sample. */
  private void report(ChannelDecoder channel, DecodedPart part) {
    for (Met each : met) {
      if (each.slot().reportInPart(part.serial(), each.kind())) {
        part.discovered(
            new Discovery(
                channel.plan().source().source(),
                channel.plan().channel(),
                each.slot().pathText(),
                each.kind(),
                channel.undefinedPoint(each.slot(), each.kind()),
                each.timeNs()));
      }
    }
  }
}
