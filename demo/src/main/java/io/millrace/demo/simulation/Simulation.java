package io.millrace.demo.simulation;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.story.Story;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The whole foundry at work, one production day at a time, in order from the first. Two simulations
 * of the same scenario show the same on the same day. Not thread-safe; whoever needs another day at
 * the same time makes another one (a day takes some ten milliseconds).
 */
public final class Simulation {
  private final WorkCalendar calendar = new WorkCalendar();
  private final Story story;
  private final Map<String, Model> byAsset = new HashMap<>();
  private final List<Model> models = new ArrayList<>();
  private final Readings readings = new Readings();
  private final DieCast stickingDieCast;
  private final List<WorkedMachine> machines = new ArrayList<>();
  private LocalDate day;

  /** A plant on its first day, the one before past data begins. */
  public Simulation(Plant plant, Scenario scenario) {
    story = Story.of(scenario, calendar);
    Climate climate = new Climate(scenario);
    List<DieCast> dies = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      String key = "die-cast-" + i;
      dies.add(
          new DieCast(
              plant.asset(key),
              i,
              scenario.seedOf(key),
              calendar,
              climate,
              i == 3 ? story.valve() : null));
    }
    stickingDieCast = dies.get(2);
    add(plant, climate, dies);
    models.forEach(model -> model.declare(readings));
    day = calendar.dayOf(scenario.historyFromMs()).minusDays(1);
    models.forEach(model -> model.open(day));
  }

  private void add(Plant plant, Climate climate, List<DieCast> dies) {
    Scenario scenario = story.scenario();
    put("hall", climate);
    dies.forEach(die -> put(die.worked().key(), die));
    List<Signal> melting = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Asset asset = plant.asset("furnace-" + i);
      Furnace furnace =
          new Furnace(
              asset,
              i,
              scenario.seedOf(asset.key()),
              calendar,
              climate,
              dies.subList(3 * i - 3, 3 * i));
      put(asset.key(), furnace);
      melting.add(furnace.power());
      machines.add(furnace.worked());
    }
    dies.forEach(die -> machines.add(die.worked()));
    List<Signal> machining = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Asset asset = plant.asset("trim-" + i);
      TrimPress press = new TrimPress(asset, i, scenario.seedOf(asset.key()), calendar, climate);
      put(asset.key(), press);
      machining.add(press.power());
      machines.add(press.worked());
    }
    for (int i = 1; i <= 6; i++) {
      Asset asset = plant.asset("cnc-" + i);
      Cnc cnc = new Cnc(asset, i, scenario.seedOf(asset.key()), calendar, climate);
      put(asset.key(), cnc);
      machining.add(cnc.power());
      machines.add(cnc.worked());
    }
    Wash wash =
        new Wash(
            plant.asset("wash-1"),
            scenario.seedOf("wash-1"),
            calendar,
            climate,
            story.conductivityProbe());
    put("wash-1", wash);
    LeakTest leakTest =
        new LeakTest(plant.asset("leak-test-1"), scenario.seedOf("leak-test-1"), calendar);
    put("leak-test-1", leakTest);
    machines.add(wash.worked());
    machines.add(leakTest.worked());
    addUtilities(climate, dies, melting, machining, wash);
  }

  private void addUtilities(
      Climate climate,
      List<DieCast> dies,
      List<Signal> melting,
      List<Signal> machining,
      Wash wash) {
    CompressedAir air = new CompressedAir(story, climate, machines, Simulation::airDemand);
    put("compressor-1", air);
    byAsset.put("compressor-2", air.secondCompressor());
    CoolingWater water = new CoolingWater(story.scenario(), climate, dies);
    put("cooling-water", water);
    Building building = new Building(story.scenario(), calendar);
    put("building", building);
    Map<String, List<Signal>> loads = new LinkedHashMap<>();
    loads.put("meter-melting", melting);
    loads.put("meter-die-casting", dies.stream().map(DieCast::power).toList());
    loads.put("meter-machining", machining);
    loads.put("meter-air", List.of(air.power()));
    loads.put("meter-building", List.of(building.power(), wash.power(), water.power()));
    put("meter-main", new Meters(story, loads, machines.getFirst()));
  }

  private void put(String asset, Model model) {
    byAsset.put(asset, model);
    models.add(model);
  }

  /** What a machine uses while it runs, in m³/min. */
  private static double airDemand(WorkedMachine machine) {
    String key = machine.key();
    if (key.startsWith("die-cast")) {
      return 0.35;
    }
    if (key.startsWith("cnc")) {
      return 0.18;
    }
    return switch (key) {
      case "trim-1", "trim-2" -> 0.2;
      case "wash-1" -> 0.3;
      case "leak-test-1" -> 0.2;
      default -> 0;
    };
  }

  /** The calendar that the plant works by. */
  public WorkCalendar calendar() {
    return calendar;
  }

  /** What goes wrong. */
  public Story story() {
    return story;
  }

  /** The production day that the readings hold for. */
  public LocalDate day() {
    return day;
  }

  /** When that day begins, in milliseconds since the epoch. */
  public long fromMs() {
    return calendar.startMs(day);
  }

  /** When the next day begins, in milliseconds since the epoch. */
  public long toMs() {
    return calendar.startMs(day.plusDays(1));
  }

  /** Goes on to the next production day. */
  public void nextDay() {
    day = day.plusDays(1);
    models.forEach(model -> model.open(day));
  }

  /** Goes on until the day that an instant belongs to; days that are past do not come back. */
  public void goTo(long timeMs) {
    while (timeMs >= toMs()) {
      nextDay();
    }
  }

  /**
   * What the sensor of a point shows. Valid for the day under way, and stays valid as days go on.
   *
   * @throws IllegalArgumentException if nothing simulates the point
   */
  public Reading reading(String asset, String point) {
    return readings.of(asset, point);
  }

  /** Calls back at each instant of the day in [fromMs, toMs) at which an asset's words change. */
  public void changes(String asset, long fromMs, long toMs, LongConsumer onChange) {
    Model model = byAsset.get(asset);
    if (model != null) {
      model.changes(fromMs, toMs, onChange);
    }
  }

  /** Calls back at each instant of the day in [fromMs, toMs) at which a cycle of an asset ends. */
  public void cycleEnds(String asset, long fromMs, long toMs, LongConsumer onEnd) {
    Model model = byAsset.get(asset);
    if (model != null) {
      model.cycleEnds(fromMs, toMs, onEnd);
    }
  }

  /** The stops for over-temperature that touch the day. */
  public List<OverTemperature> overTemperatureStops() {
    return stickingDieCast.stops().stream()
        .map(
            stop ->
                new OverTemperature(
                    stop.cause().stickMs(), stop.tripMs(), stop.freedMs(), stop.restartMs()))
        .toList();
  }

  /** What every machine does on the day, for the truth file. */
  public Map<String, List<Stop>> stops() {
    Map<String, List<Stop>> stops = new LinkedHashMap<>();
    for (WorkedMachine machine : machines) {
      stops.put(
          machine.key(),
          machine.activity().segments().stream()
              .filter(segment -> !segment.isRunning())
              .map(
                  segment ->
                      new Stop(
                          segment.fromMs(),
                          segment.toMs(),
                          segment.state().word(),
                          segment.reason().word()))
              .toList());
    }
    return stops;
  }

  /**
   * A stop of Die-cast 3 and its cause.
   *
   * @param stickMs when the valve began to close
   * @param tripMs when the machine stopped
   * @param freedMs when the valve was freed
   * @param restartMs when the machine went on
   */
  public record OverTemperature(long stickMs, long tripMs, long freedMs, long restartMs) {}

  /** A span in which a machine did not run. */
  public record Stop(long fromMs, long toMs, String state, String reason) {}
}
