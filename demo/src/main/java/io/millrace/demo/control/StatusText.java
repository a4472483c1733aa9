package io.millrace.demo.control;

import io.millrace.demo.gateway.Outbox;
import io.millrace.demo.gateway.Uplink;
import io.millrace.demo.json.JsonText;
import io.millrace.demo.past.PastProgress;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.run.RunningPlant;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** How the plant stands, as JSON. */
final class StatusText {
  private StatusText() {}

  static String of(Plant plant, RunningPlant running) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("simulated", true);
          json.writeStringProperty("organisation", plant.organisation());
          json.writeStringProperty("site", plant.site());
          json.writeNumberProperty("seed", running.scenario().seed());
          json.writeStringProperty(
              "anchor", Instant.ofEpochMilli(running.scenario().anchorMs()).toString());
          past(json, running.past().progress());
          json.writeNumberProperty("pluggedOutForMs", running.plug().outForMs());
          json.writeArrayPropertyStart("gateways");
          for (Uplink uplink : running.uplinks()) {
            gateway(json, uplink);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void past(JsonGenerator json, PastProgress progress) {
    json.writeObjectPropertyStart("past");
    json.writeNumberProperty("share", Math.round(progress.share() * 1000) / 1000.0);
    json.writeNumberProperty("samples", progress.samples());
    json.writeNumberProperty("bytes", progress.bytes());
    json.writeNumberProperty("refusedBodies", progress.refusedBodies());
    json.writeBooleanProperty("done", progress.done());
    json.writeEndObject();
  }

  private static void gateway(JsonGenerator json, Uplink uplink) {
    Outbox.State outbox = uplink.outbox().state();
    json.writeStartObject();
    json.writeStringProperty("gateway", uplink.status().gateway());
    json.writeStringProperty(
        "state", uplink.status().state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeStringProperty("detail", uplink.status().detail());
    json.writeNumberProperty("connections", uplink.status().connections());
    json.writeNumberProperty("delivered", outbox.delivered());
    json.writeNumberProperty("buffered", outbox.messages());
    json.writeNumberProperty("bufferedBytes", outbox.bytes());
    json.writeNumberProperty("dropped", outbox.dropped());
    json.writeStringProperty(
        "deliveredThrough",
        outbox.deliveredThroughMs() == 0
            ? ""
            : Instant.ofEpochMilli(outbox.deliveredThroughMs()).toString());
    json.writeEndObject();
  }
}
