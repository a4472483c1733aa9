package io.millrace.demo.simulation;

import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.Machine;
import java.util.List;
import java.util.Objects;

/** What is known of a production machine before its physics: the asset, its work and its texts. */
final class WorkedMachine {
  private static final List<String> PRODUCTS =
      List.of("Pump housing P40", "Gear cover G12", "Bracket B7", "Valve body V3");

  private final Asset asset;
  private final int number;
  private Activity activity = new Activity();

  WorkedMachine(Asset asset, int number) {
    this.asset = asset;
    this.number = number;
  }

  String key() {
    return asset.key();
  }

  /** How it is worked. */
  Machine machine() {
    return Objects.requireNonNull(asset.machine(), asset.key());
  }

  /** The day under way. */
  Activity activity() {
    return activity;
  }

  void open(Activity newActivity) {
    activity = newActivity;
  }

  /** State, stop reason. */
  void declare(Readings readings) {
    readings.number(key(), "state", t -> activity.at(t).state().code());
    readings.number(key(), "stop_reason", t -> activity.at(t).reason().code());
  }

  boolean isRunning(long timeMs) {
    return activity.at(timeMs).isRunning();
  }

  /** Number and product of the order that is worked on. */
  String order(long timeMs) {
    int order = activity.at(timeMs).order();
    return "FA-" + (104_000 + 97 * number + order) + " " + product(order);
  }

  /** What an order makes. */
  String product(int order) {
    return PRODUCTS.get(Math.floorMod(number + order, PRODUCTS.size()));
  }

  /**
   * Writes down a cycle for each time that a machine completes one. Runs hold whole cycles: a
   * machine finishes its cycle before it stops, so cycles are stretched a little to fill the run.
   *
   * @param log to add to
   * @param cycleMs the usual cycle
   * @param yield what a cycle yields
   */
  void fill(CycleLog log, double cycleMs, CycleYield yield) {
    log.nextDay();
    for (Segment segment : activity.segments()) {
      if (!segment.isRunning()) {
        continue;
      }
      long lengthMs = segment.toMs() - segment.fromMs();
      int cycles = (int) Math.floor(lengthMs / (cycleMs * 0.985));
      double[] passed = new double[cycles + 1];
      for (int i = 0; i < cycles; i++) {
        passed[i + 1] = passed[i] + yield.weight(log.nextCycle() + i);
      }
      long startMs = segment.fromMs();
      for (int i = 1; i <= cycles; i++) {
        long endMs = segment.fromMs() + Math.round(lengthMs * passed[i] / passed[cycles]);
        int scrap = yield.scrap(log.nextCycle(), endMs);
        log.add(startMs, endMs, machine().partsPerCycle() - scrap, scrap);
        startMs = endMs;
      }
    }
  }

  /** What a cycle yields. */
  interface CycleYield {
    /** How long the cycle is compared with others, about 1. */
    double weight(long cycle);

    /** How many of its parts are scrap. */
    int scrap(long cycle, long endMs);
  }
}
