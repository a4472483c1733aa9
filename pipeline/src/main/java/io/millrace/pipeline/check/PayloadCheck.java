package io.millrace.pipeline.check;

import io.millrace.model.id.SourceId;
import io.millrace.model.record.FormatAttributes;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.context.ChannelPlan;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.format.ArrayFeatures;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.detect.PayloadFormats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a payload as decoding would today, and keeps nothing of it. For fronts whose protocol can
 * answer with what is wrong, such as HTTP; a message that passes may still meet a mapping that it
 * does not fit. Thread-safe.
 */
public final class PayloadCheck {
  private final PayloadFormats formats;
  private final DecodeContext context;

  /** Checks with the mappings of a context. */
  public PayloadCheck(FormatLimits limits, DecodeContext context) {
    this.formats = PayloadFormats.standard(limits);
    this.context = context;
  }

  /**
   * What a payload holds.
   *
   * @param values how many values can be read
   * @param rejected what is wrong with single lines or rows; the others can be read
   */
  public record Result(long values, List<FormatException> rejected) {
    public Result {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * Reads a payload.
   *
   * @param attributes of the record that it would become, see {@link FormatAttributes}
   * @throws FormatException if nothing of it can be read; names the line or field
   */
  public Result check(
      SourceId source,
      String channel,
      String contentType,
      Map<String, String> attributes,
      byte[] payload,
      long receiveTimeNs) {
    ChannelPlan plan = context.plan(source, channel, context.version());
    if (plan.format().equals(ChannelPlan.IGNORE)) {
      return new Result(0, List.of());
    }
    Counter counter = new Counter();
    parser(plan, contentType, attributes).parse(payload, 0, payload.length, receiveTimeNs, counter);
    return new Result(counter.values, counter.rejected);
  }

  private PayloadParser parser(
      ChannelPlan plan, String contentType, Map<String, String> attributes) {
    Map<String, String> options = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (FormatAttributes.isOption(name)) {
            options.put(FormatAttributes.optionName(name), value);
          }
        });
    String name = plan.format();
    if (name.isEmpty()) {
      name = attributes.getOrDefault(FormatAttributes.FORMAT, "");
    } else {
      options.keySet().retainAll(formats.format(name).optionNames());
    }
    options.putAll(plan.options());
    return formats.parser(name, contentType, new FormatOptions(options));
  }

  private static final class Counter implements ValueSink {
    private long values;
    private final List<FormatException> rejected = new ArrayList<>();

    @Override
    public int address(byte[] path, int from, int to) {
      return 0;
    }

    @Override
    public void value(int address, ValueKind kind, long bits, long timeNs, int quality) {
      values++;
    }

    @Override
    public void number(int address, ValueKind written, long bits, long timeNs, int quality) {
      values++;
    }

    @Override
    public void text(int address, byte[] text, int from, int to, long timeNs, int quality) {
      values++;
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
      values++;
    }

    @Override
    public void absent(int address, long timeNs) {
      values++;
    }

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
}
