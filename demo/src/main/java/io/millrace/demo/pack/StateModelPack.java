package io.millrace.demo.pack;

import io.millrace.demo.plant.Asset;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes how a machine's own words become states, and which machines use that. A machine whose
 * readings have stopped has no data, whatever it said last.
 */
final class StateModelPack {
  private static final String NAME = "Machine of the foundry";
  private static final String KEY = "demo-foundry/machine";
  private static final String SILENT_AFTER = "3min";
  private static final String STATE_SLOT = "state";
  private static final String SIGNAL_SLOT = "signal";

  private StateModelPack() {}

  static void write(JsonGenerator json) {
    json.writeArrayPropertyStart("stateModels");
    json.writeStartObject();
    json.writeStringProperty("name", NAME);
    json.writeStringProperty("key", KEY);
    json.writeArrayPropertyStart("rules");
    json.writeStartObject();
    json.writeStringProperty("state", "no-data");
    json.writeObjectPropertyStart("when");
    json.writeStringProperty("stale", SIGNAL_SLOT);
    json.writeStringProperty("for", SILENT_AFTER);
    json.writeEndObject();
    json.writeEndObject();
    for (MachineState state : MachineState.values()) {
      rule(json, state);
    }
    json.writeEndArray();
    json.writeStringProperty("otherwise", "no-data");
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void rule(JsonGenerator json, MachineState state) {
    json.writeStartObject();
    json.writeStringProperty(
        "state", state.meaning().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    switch (state) {
      case SETUP -> json.writeStringProperty("reason", "Set-up");
      case BREAK -> json.writeStringProperty("reason", "Break");
      case OFF -> json.writeStringProperty("reason", "No shift");
      case RUNNING, IDLE, FAULT -> {}
    }
    json.writeObjectPropertyStart("when");
    json.writeStringProperty("point", STATE_SLOT);
    json.writeNumberProperty("isCode", state.code());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Lets the model tell the states of an asset that says what it does. */
  static void use(JsonGenerator json, Asset asset, List<Channel> channels) {
    Optional<Point> state =
        channels.stream()
            .flatMap(channel -> channel.points().stream())
            .filter(point -> point.key().equals("state"))
            .findFirst();
    Optional<Point> signal =
        channels.stream()
            .filter(channel -> channel.emission() instanceof Emission.Periodic)
            .flatMap(channel -> channel.points().stream())
            .findFirst();
    if (state.isEmpty()) {
      return;
    }
    json.writeStringProperty("stateModel", KEY);
    json.writeObjectPropertyStart("statePoints");
    json.writeStringProperty(STATE_SLOT, state.get().name());
    json.writeStringProperty(
        SIGNAL_SLOT,
        signal
            .orElseThrow(() -> new IllegalArgumentException(asset.key() + " has no signal."))
            .name());
    json.writeEndObject();
  }
}
