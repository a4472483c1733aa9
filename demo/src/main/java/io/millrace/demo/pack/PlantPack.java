package io.millrace.demo.pack;

import io.millrace.demo.json.JsonText;
import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Coded;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Machine;
import io.millrace.demo.plant.Place;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.story.DriftingClock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the plant as a file of the form {@code millrace-plant-1} (see {@code
 * docs/formats/registry.md}): calendars, enumerations, state models, sources, and assets with their
 * points and addresses.
 */
public final class PlantPack {
  private static final String FORMAT = "millrace-plant-1";
  private static final String KEY_PREFIX = "demo-foundry/";

  /** What a minute of an unplanned stop costs; people see it as the cost of a stop. */
  private static final String STOP_COST_EUR_PER_MINUTE = "38";

  private final Plant plant;

  /** A pack of a plant. */
  public PlantPack(Plant plant) {
    this.plant = plant;
  }

  /** The file. */
  public String toJson() {
    return JsonText.of(this::write);
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    CalendarPack.write(json);
    enumerations(json);
    StateModelPack.write(json);
    sources(json);
    json.writeArrayPropertyStart("assets");
    site(json);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void enumerations(JsonGenerator json) {
    Map<String, List<Coded>> lists = new TreeMap<>();
    for (Channel channel : plant.channels()) {
      for (Point point : channel.points()) {
        if (point.kind() instanceof PointKind.Word word) {
          lists.put(word.name(), word.entries());
        }
      }
    }
    json.writeArrayPropertyStart("enumerations");
    lists.forEach(
        (name, entries) -> {
          json.writeStartObject();
          json.writeStringProperty("name", name);
          json.writeStringProperty("key", KEY_PREFIX + name);
          json.writeArrayPropertyStart("values");
          for (Coded entry : entries) {
            json.writeStartObject();
            json.writeNumberProperty("code", entry.code());
            json.writeStringProperty("text", entry.word());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private void sources(JsonGenerator json) {
    json.writeArrayPropertyStart("sources");
    for (Gateway gateway : plant.gateways()) {
      json.writeStartObject();
      json.writeStringProperty("name", gateway.key() + " " + gateway.name());
      json.writeStringProperty("key", gateway.key());
      json.writeStringProperty("description", description(gateway));
      json.writeStringProperty("expectedPeriod", gateway.expectedPeriodMs() / 1000 + "s");
      json.writeBooleanProperty("simulated", true);
      if (gateway.key().equals("GW-06")) {
        json.writeStringProperty(
            "clockTolerance", 2 * DriftingClock.AHEAD_AT_ANCHOR_MS / 1000 + "s");
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String description(Gateway gateway) {
    String how =
        switch (gateway.protocol()) {
          case MQTT_3 -> "MQTT 3.1.1";
          case MQTT_5 -> "MQTT 5";
          case HTTP -> "line protocol over HTTP";
        };
    String memory = gateway.isBuffered() ? "buffers what it cannot send" : "has no memory";
    return "Simulated. Sends by " + how + "; " + memory + ".";
  }

  private void site(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", plant.site());
    json.writeStringProperty("level", "site");
    json.writeStringProperty("type", "foundry");
    json.writeStringProperty("key", KEY_PREFIX + "plant-1");
    json.writeStringProperty("description", "Simulated: " + plant.organisation() + ".");
    json.writeStringProperty("zone", CalendarPack.zone());
    json.writeStringProperty("calendar", CalendarPack.KEY);
    json.writeObjectPropertyStart("attributes");
    json.writeStringProperty("floorWidth", "384");
    json.writeStringProperty("floorHeight", "176");
    json.writeEndObject();
    json.writeArrayPropertyStart("assets");
    for (String area : plant.areas()) {
      area(json, area);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void area(JsonGenerator json, String area) {
    json.writeStartObject();
    json.writeStringProperty("name", area);
    json.writeStringProperty("level", "area");
    json.writeStringProperty("key", KEY_PREFIX + slug(area));
    json.writeArrayPropertyStart("assets");
    for (Asset asset : plant.assets()) {
      if (asset.area().equals(area)) {
        asset(json, asset);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private void asset(JsonGenerator json, Asset asset) {
    json.writeStartObject();
    json.writeStringProperty("name", asset.name());
    json.writeStringProperty("level", "work-unit");
    json.writeStringProperty("type", asset.type());
    json.writeStringProperty("tag", asset.label());
    json.writeStringProperty("key", KEY_PREFIX + asset.key());
    attributes(json, asset);
    List<Channel> channels =
        plant.channels().stream().filter(c -> c.asset().equals(asset.key())).toList();
    StateModelPack.use(json, asset, channels);
    json.writeArrayPropertyStart("points");
    for (Channel channel : channels) {
      for (Point point : channel.points()) {
        PointPack.write(json, channel, point, KEY_PREFIX);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void attributes(JsonGenerator json, Asset asset) {
    Place place = asset.place();
    Machine machine = asset.machine();
    if (place == null && machine == null) {
      return;
    }
    json.writeObjectPropertyStart("attributes");
    if (place != null) {
      json.writeStringProperty("floorX", String.valueOf(place.x()));
      json.writeStringProperty("floorY", String.valueOf(place.y()));
      json.writeStringProperty("floorWidth", String.valueOf(place.width()));
      json.writeStringProperty("floorHeight", String.valueOf(place.height()));
    }
    if (machine != null) {
      json.writeStringProperty("stopCostEurPerMinute", STOP_COST_EUR_PER_MINUTE);
      if (machine.idealCycleMs() > 0) {
        json.writeStringProperty("idealCycleS", String.valueOf(machine.idealCycleMs() / 1000));
        json.writeStringProperty("usualCycleS", String.valueOf(machine.usualCycleMs() / 1000));
        json.writeStringProperty("partsPerCycle", String.valueOf(machine.partsPerCycle()));
      }
    }
    json.writeEndObject();
  }
}
