package io.millrace.demo.payload;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.GatewayCondition;
import io.millrace.demo.story.Span;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes the past data of one channel: Millrace JSON in columns, {@code
 * {"series":[{"path":…,"start":…,"step":…,"values":[…]}]}}, in bodies of a quarter of a megabyte at
 * most. Not thread-safe.
 */
public final class SeriesEncoder {
  private static final int BODY_BYTES = 200_000;

  /** A series ends after so many values, so that bodies keep to their size. */
  private static final int VALUES_PER_SERIES = 9000;

  private static final String JSON = "application/json";

  private final Simulation simulation;
  private final Channel channel;
  private final GatewayCondition condition;
  private final List<Sensor> sensors;
  private final PayloadBuffer out;
  private String openChannel = "";
  private long samples;
  private long newestMs;

  /**
   * An encoder.
   *
   * @param out where bodies are made; several encoders of one thread may share it
   */
  public SeriesEncoder(
      Simulation simulation, Channel channel, GatewayCondition condition, PayloadBuffer out) {
    this.out = out;
    this.simulation = simulation;
    this.channel = channel;
    this.condition = condition;
    this.sensors = Sensor.of(channel, simulation);
  }

  /** The channel whose past it makes. */
  public Channel channel() {
    return channel;
  }

  /** How many samples it has made so far. */
  public long samples() {
    return samples;
  }

  /** Makes the bodies of [fromMs, toMs), which is within the simulation's day. */
  public void encode(long fromMs, long toMs, Consumer<Message> sink) {
    for (Span span : condition.measures(fromMs, toMs)) {
      for (Sensor sensor : sensors) {
        if (sensor.isBurst()) {
          bursts(sensor, span, sink);
        } else if (isRegular(sensor)) {
          regular(sensor, span, sink);
        } else {
          irregular(sensor, span, sink);
        }
      }
    }
    flush(sink);
  }

  private boolean isRegular(Sensor sensor) {
    return channel.emission() instanceof Emission.Periodic
        && condition.isClockRight()
        && periodOf(sensor) > 0;
  }

  private int periodOf(Sensor sensor) {
    int past = sensor.point().pastPeriodMs();
    if (past > 0) {
      return past;
    }
    return channel.emission() instanceof Emission.Periodic periodic ? periodic.periodMs() : 0;
  }

  /**
   * Words that stand where a number belongs are a body of their own, which the server sets aside;
   * so nothing else is set aside with them.
   */
  private void regular(Sensor sensor, Span span, Consumer<Message> sink) {
    int periodMs = periodOf(sensor);
    long t = Emissions.ceiling(span.fromMs(), periodMs);
    while (t < span.toMs()) {
      boolean complaint = sensor.isComplaining(t);
      if (complaint) {
        flush(sink);
      }
      long until = Math.min(span.toMs(), t + (long) VALUES_PER_SERIES * periodMs);
      begin(sensor, sink);
      out.ascii(",\"start\":").number(t).ascii(",\"step\":").number(periodMs);
      out.ascii(",\"values\":");
      char separator = '[';
      for (; t < until && sensor.isComplaining(t) == complaint; t += periodMs) {
        out.ascii(separator);
        sensor.write(out, t);
        separator = ',';
        samples++;
      }
      out.ascii("]}");
      newestMs = t - periodMs;
      if (complaint) {
        flush(sink);
      }
    }
  }

  private void irregular(Sensor sensor, Span span, Consumer<Message> sink) {
    TreeSet<Long> instants = new TreeSet<>();
    Emissions.between(
        simulation, channel, periodOf(sensor), span.fromMs(), span.toMs(), instants::add);
    if (instants.isEmpty()) {
      return;
    }
    begin(sensor, sink);
    out.ascii(",\"ts\":");
    char separator = '[';
    for (long t : instants) {
      out.ascii(separator).number(condition.stamp(t));
      separator = ',';
    }
    out.ascii("],\"values\":");
    separator = '[';
    for (long t : instants) {
      out.ascii(separator);
      sensor.write(out, t);
      separator = ',';
      samples++;
    }
    out.ascii("]}");
    newestMs = instants.last();
  }

  /** A burst is a message of its own, as when live. */
  private void bursts(Sensor sensor, Span span, Consumer<Message> sink) {
    flush(sink);
    int periodMs = periodOf(sensor);
    for (long t = Emissions.ceiling(span.fromMs(), periodMs); t < span.toMs(); t += periodMs) {
      out.clear();
      out.ascii("{\"ts\":").number(condition.stamp(t)).ascii(",\"values\":{");
      out.quoted(sensor.point().key()).ascii(':');
      sensor.write(out, t);
      out.ascii("}}");
      samples++;
      sink.accept(new Message(channel.topic(), JSON, out.toByteArray(), t));
    }
    out.clear();
  }

  /** Begins a series, in the open body if it belongs to the same channel and there is room. */
  private void begin(Sensor sensor, Consumer<Message> sink) {
    Address address = Address.of(channel, sensor.point());
    if (out.size() > BODY_BYTES || !address.channel().equals(openChannel)) {
      flush(sink);
    }
    out.ascii(out.size() == 0 ? "{\"series\":[" : ",");
    openChannel = address.channel();
    out.ascii("{\"path\":").quoted(address.path());
  }

  private void flush(Consumer<Message> sink) {
    if (out.size() > 0) {
      out.ascii("]}");
      sink.accept(new Message(openChannel, JSON, out.toByteArray(), newestMs));
      out.clear();
    }
  }
}
