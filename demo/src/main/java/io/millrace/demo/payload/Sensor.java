package io.millrace.demo.payload;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Coded;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.simulation.Reading;
import io.millrace.demo.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** A point with what it shows: writes its value as JSON does. Not thread-safe. */
final class Sensor {
  private static final double[] POWERS_OF_TEN = {1, 10, 100, 1000, 10_000};

  private final Point point;
  private final Reading reading;
  private final int decimals;
  private final String[] words;

  Sensor(Point point, Reading reading) {
    this.point = point;
    this.reading = reading;
    this.decimals =
        switch (point.kind()) {
          case PointKind.Measured measured -> measured.decimals();
          case PointKind.Counter counter -> counter.decimals();
          case PointKind.Flag flag -> 0;
          case PointKind.Text text -> 0;
          case PointKind.Word word -> 0;
          case PointKind.Waveform waveform -> 0;
        };
    this.words = point.kind() instanceof PointKind.Word word ? wordsByCode(word) : new String[0];
  }

  /** The sensors of a channel, in its order. */
  static List<Sensor> of(Channel channel, Simulation simulation) {
    List<Sensor> sensors = new ArrayList<>();
    for (Point point : channel.points()) {
      sensors.add(new Sensor(point, simulation.reading(channel.asset(), point.key())));
    }
    return sensors;
  }

  private static String[] wordsByCode(PointKind.Word word) {
    int codes = word.entries().stream().mapToInt(Coded::code).max().orElse(-1) + 1;
    String[] words = new String[codes];
    for (Coded entry : word.entries()) {
      words[entry.code()] = '"' + entry.word() + '"';
    }
    return words;
  }

  Point point() {
    return point;
  }

  /** Whether it is a burst, which is sent by itself also in past data. */
  boolean isBurst() {
    return reading instanceof Reading.Burst;
  }

  /** Whether it sends a word at an instant where a number belongs. */
  boolean isComplaining(long timeMs) {
    return reading instanceof Reading.Faulty faulty && !faulty.complaint().apply(timeMs).isEmpty();
  }

  /** Adds the value at an instant. */
  void write(PayloadBuffer out, long timeMs) {
    switch (reading) {
      case Reading.Numeric numeric -> writeNumber(out, numeric.signal().at(timeMs));
      case Reading.Textual textual -> out.quoted(textual.text().apply(timeMs));
      case Reading.Faulty faulty -> {
        String complaint = faulty.complaint().apply(timeMs);
        if (complaint.isEmpty()) {
          writeNumber(out, faulty.signal().at(timeMs));
        } else {
          out.quoted(complaint);
        }
      }
      case Reading.Burst burst -> writeBurst(out, burst, timeMs);
    }
  }

  private void writeNumber(PayloadBuffer out, double value) {
    if (words.length > 0) {
      out.ascii(words[(int) value]);
    } else if (point.kind() instanceof PointKind.Flag) {
      out.ascii(value != 0 ? "true" : "false");
    } else {
      out.decimal(Math.round(value * POWERS_OF_TEN[decimals]), decimals);
    }
  }

  private static void writeBurst(PayloadBuffer out, Reading.Burst burst, long timeMs) {
    char separator = '[';
    for (short sample : burst.samples().apply(timeMs)) {
      out.ascii(separator).decimal(Math.round(sample * burst.factor() * 100), 2);
      separator = ',';
    }
    out.ascii(']');
  }
}
