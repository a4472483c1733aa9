package io.millrace.demo.simulation;

import io.millrace.demo.physics.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** What each sensor shows, by asset and point. */
final class Readings {
  private final Map<String, Reading> byPoint = new HashMap<>();

  void number(String asset, String point, Signal signal) {
    put(asset, point, new Reading.Numeric(signal));
  }

  void text(String asset, String point, LongFunction<String> text) {
    put(asset, point, new Reading.Textual(text));
  }

  void put(String asset, String point, Reading reading) {
    if (byPoint.put(asset + "/" + point, reading) != null) {
      throw new IllegalArgumentException(asset + "/" + point + " has two readings.");
    }
  }

  /** The reading of a point of the plant's description. */
  Reading of(String asset, String point) {
    Reading reading = byPoint.get(asset + "/" + point);
    if (reading == null) {
      throw new IllegalArgumentException(
          "The plant has the point " + asset + "/" + point + ", but nothing simulates it.");
    }
    return reading;
  }

  Set<String> names() {
    return byPoint.keySet();
  }
}
