package io.millrace.demo.payload;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.GatewayCondition;
import io.millrace.demo.story.Span;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes the live messages of one channel. Not thread-safe. */
public final class MessageEncoder {
  private static final int INSTANTS_PER_ARRAY = 5;
  private static final String JSON = "application/json";

  private final Simulation simulation;
  private final Channel channel;
  private final GatewayCondition condition;
  private final List<Sensor> sensors;
  private final PayloadBuffer out = new PayloadBuffer(256);
  private final TreeSet<Long> instants = new TreeSet<>();
  private int instantsInArray;
  private long sequence;

  /** An encoder; channels that number their messages begin with 0. */
  public MessageEncoder(Simulation simulation, Channel channel, GatewayCondition condition) {
    this.simulation = simulation;
    this.channel = channel;
    this.condition = condition;
    this.sensors = Sensor.of(channel, simulation);
  }

  /** The channel whose messages it makes. */
  public Channel channel() {
    return channel;
  }

  /** Makes the messages of [fromMs, toMs), which is within the simulation's day. */
  public void encode(long fromMs, long toMs, Consumer<Message> sink) {
    int periodMs =
        channel.emission() instanceof Emission.Periodic periodic ? periodic.periodMs() : 0;
    instants.clear();
    for (Span span : condition.measures(fromMs, toMs)) {
      Emissions.between(simulation, channel, periodMs, span.fromMs(), span.toMs(), instants::add);
    }
    for (long timeMs : instants) {
      encode(timeMs, sink);
    }
  }

  private void encode(long timeMs, Consumer<Message> sink) {
    long stampMs = condition.stamp(timeMs);
    switch (channel.payload()) {
      case VALUES -> {
        out.clear();
        values(timeMs, stampMs);
        send(channel.topic(), JSON, timeMs, sink);
      }
      case VALUES_ARRAY -> addToArray(timeMs, stampMs, sink);
      case MILLRACE -> {
        out.clear();
        out.ascii("{\"seq\":").number(sequence++).ascii(',');
        members(timeMs, stampMs);
        send(channel.topic(), JSON, timeMs, sink);
      }
      case PLAIN -> {
        for (Sensor sensor : sensors) {
          out.clear();
          sensor.write(out, timeMs);
          String topic = Address.of(channel, sensor.point()).channel();
          send(topic, "text/plain", timeMs, sink);
        }
      }
      case SENML -> senml(timeMs, stampMs, sink);
      case LINE_PROTOCOL -> line(timeMs, stampMs, sink);
    }
  }

  private void send(String topic, String contentType, long timeMs, Consumer<Message> sink) {
    sink.accept(new Message(topic, contentType, out.toByteArray(), timeMs));
  }

  private void values(long timeMs, long stampMs) {
    out.ascii('{');
    members(timeMs, stampMs);
  }

  private void members(long timeMs, long stampMs) {
    out.ascii("\"ts\":").number(stampMs).ascii(",\"values\":");
    char separator = '{';
    for (Sensor sensor : sensors) {
      out.ascii(separator).quoted(sensor.point().key()).ascii(':');
      sensor.write(out, timeMs);
      separator = ',';
    }
    out.ascii("}}");
  }

  /** Periodic readings are collected, everything else goes out at once. */
  private void addToArray(long timeMs, long stampMs, Consumer<Message> sink) {
    if (instantsInArray == 0) {
      out.clear();
      out.ascii('[');
    } else {
      out.ascii(',');
    }
    values(timeMs, stampMs);
    instantsInArray++;
    boolean periodic = channel.emission() instanceof Emission.Periodic;
    if (!periodic || instantsInArray == INSTANTS_PER_ARRAY) {
      out.ascii(']');
      instantsInArray = 0;
      send(channel.topic(), JSON, timeMs, sink);
    }
  }

  private void senml(long timeMs, long stampMs, Consumer<Message> sink) {
    out.clear();
    out.ascii("[{\"bn\":").quoted(Address.senmlName(channel)).ascii(",\"bt\":");
    out.decimal(stampMs, 3);
    String separator = ",";
    for (Sensor sensor : sensors) {
      out.ascii(separator).ascii("\"n\":").quoted(sensor.point().key()).ascii(",\"v\":");
      sensor.write(out, timeMs);
      out.ascii('}');
      separator = ",{";
    }
    out.ascii(']');
    send(channel.topic(), "application/senml+json", timeMs, sink);
  }

  private void line(long timeMs, long stampMs, Consumer<Message> sink) {
    out.clear();
    out.ascii(Address.MEASUREMENT).ascii(",id=").ascii(channel.asset());
    char separator = ' ';
    for (Sensor sensor : sensors) {
      out.ascii(separator).ascii(sensor.point().key()).ascii('=');
      sensor.write(out, timeMs);
      separator = ',';
    }
    out.ascii(' ').number(stampMs).ascii('\n');
    send(Address.LINE_CHANNEL, "text/plain", timeMs, sink);
  }
}
