package io.millrace.demo.truth;

import io.millrace.demo.json.JsonText;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.simulation.Simulation.OverTemperature;
import io.millrace.demo.simulation.Simulation.Stop;
import io.millrace.demo.story.AirLeak;
import io.millrace.demo.story.BearingWear;
import io.millrace.demo.story.DriftingClock;
import io.millrace.demo.story.MeterReset;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.story.SilentGateway;
import io.millrace.demo.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * The ground truth of a scenario as a JSON document: every event with its cause, the wear curve,
 * and what each machine did. {@code docs/demo.md} explains the members.
 */
public final class Truth {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final Plant plant;
  private final Scenario scenario;
  private final long toMs;

  /**
   * The truth of a scenario.
   *
   * @param toMs until when, in milliseconds since the epoch
   */
  public Truth(Plant plant, Scenario scenario, long toMs) {
    this.plant = plant;
    this.scenario = scenario;
    this.toMs = toMs;
  }

  /** The document. */
  public String toJson() {
    Simulation simulation = new Simulation(plant, scenario);
    Map<Long, OverTemperature> hot = new LinkedHashMap<>();
    Map<String, List<Stop>> stops = new LinkedHashMap<>();
    while (true) {
      for (OverTemperature stop : simulation.overTemperatureStops()) {
        if (stop.stickMs() < toMs) {
          hot.putIfAbsent(stop.stickMs(), stop);
        }
      }
      simulation
          .stops()
          .forEach((asset, of) -> stops.computeIfAbsent(asset, a -> new ArrayList<>()).addAll(of));
      if (simulation.toMs() >= toMs) {
        break;
      }
      simulation.nextDay();
    }
    Story story = simulation.story();
    return JsonText.of(json -> write(json, story, new ArrayList<>(hot.values()), stops));
  }

  private void write(
      JsonGenerator json, Story story, List<OverTemperature> hot, Map<String, List<Stop>> stops) {
    json.writeStartObject();
    json.writeBooleanProperty("simulated", true);
    json.writeObjectPropertyStart("scenario");
    json.writeNumberProperty("seed", scenario.seed());
    time(json, "anchor", scenario.anchorMs());
    json.writeNumberProperty("historyDays", scenario.historyDays());
    json.writeEndObject();
    time(json, "from", scenario.historyFromMs());
    time(json, "to", toMs);
    overTemperature(json, hot);
    bearing(json, story.bearing());
    silence(json, story.gateway());
    others(json, story);
    stops(json, stops);
    json.writeEndObject();
  }

  private static void overTemperature(JsonGenerator json, List<OverTemperature> hot) {
    json.writeArrayPropertyStart("overTemperatureStops");
    for (OverTemperature stop : hot) {
      json.writeStartObject();
      json.writeStringProperty("asset", "die-cast-3");
      json.writeStringProperty("cause", "valve-31 sticks");
      time(json, "valveSticks", stop.stickMs());
      time(json, "stopped", stop.tripMs());
      time(json, "valveFreed", stop.freedMs());
      time(json, "restarted", stop.restartMs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void bearing(JsonGenerator json, BearingWear bearing) {
    json.writeObjectPropertyStart("bearingWear");
    json.writeStringProperty("asset", "compressor-2");
    time(json, "fitted", bearing.fittedMs(scenario.anchorMs()));
    json.writeArrayPropertyStart("vibrationFactor");
    for (long t = scenario.historyFromMs(); t < toMs; t += DAY_MS) {
      json.writeStartObject();
      time(json, "at", t);
      json.writeNumberProperty("factor", Math.round(bearing.factor(t) * 1000) / 1000.0);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void silence(JsonGenerator json, SilentGateway gateway) {
    json.writeArrayPropertyStart("silentGateway");
    for (SilentGateway.Spell spell : gateway.between(scenario.historyFromMs(), toMs)) {
      json.writeStartObject();
      json.writeStringProperty("gateway", "GW-04");
      json.writeStringProperty("asset", "cnc-5");
      time(json, "from", spell.fromMs());
      time(json, "to", spell.toMs());
      json.writeBooleanProperty("buffered", spell.buffered());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void others(JsonGenerator json, Story story) {
    json.writeObjectPropertyStart("airLeak");
    json.writeStringProperty("asset", "air-network");
    time(json, "from", story.airLeak().fromMs());
    json.writeNumberProperty("flowM3PerMin", AirLeak.FLOW);
    json.writeEndObject();
    json.writeObjectPropertyStart("meterReset");
    json.writeStringProperty("asset", MeterReset.METER);
    time(json, "at", story.meterReset().atMs());
    json.writeEndObject();
    json.writeObjectPropertyStart("driftingClock");
    json.writeStringProperty("gateway", "GW-06");
    json.writeNumberProperty("aheadAtAnchorMs", DriftingClock.AHEAD_AT_ANCHOR_MS);
    json.writeNumberProperty("gain", DriftingClock.GAIN);
    json.writeEndObject();
  }

  private void stops(JsonGenerator json, Map<String, List<Stop>> stops) {
    json.writeObjectPropertyStart("stops");
    stops.forEach(
        (asset, list) -> {
          json.writeArrayPropertyStart(asset);
          for (Stop stop : list) {
            if (stop.fromMs() < toMs && stop.toMs() > scenario.historyFromMs()) {
              json.writeStartObject();
              time(json, "from", stop.fromMs());
              time(json, "to", stop.toMs());
              json.writeStringProperty("state", stop.state());
              json.writeStringProperty("reason", stop.reason());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
        });
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, long timeMs) {
    json.writeStringProperty(name, Instant.ofEpochMilli(timeMs).toString());
  }
}
