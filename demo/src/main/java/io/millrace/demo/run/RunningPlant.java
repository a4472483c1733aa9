package io.millrace.demo.run;

import io.millrace.demo.gateway.Carrier;
import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.gateway.LineCarrier;
import io.millrace.demo.gateway.Link;
import io.millrace.demo.gateway.MqttCarrier;
import io.millrace.demo.gateway.Outbox;
import io.millrace.demo.gateway.Plug;
import io.millrace.demo.gateway.Uplink;
import io.millrace.demo.gateway.UplinkSettings;
import io.millrace.demo.gateway.UplinkStatus;
import io.millrace.demo.live.LiveFeed;
import io.millrace.demo.live.LiveLoop;
import io.millrace.demo.mqtt.MqttLogin;
import io.millrace.demo.mqtt.MqttVersion;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.GatewayCondition;
import io.millrace.demo.story.Scenario;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator.SplittableGenerator;

/** A plant that runs until it is closed: gateways that send, a feed at the present, the past. */
public final class RunningPlant implements AutoCloseable {
  /** What an old device sends at a time; it forgets what cannot be sent at once. */
  private static final int MESSAGES_WITHOUT_MEMORY = 10;

  private final Scenario scenario;
  private final Plug plug;
  private final List<Uplink> uplinks = new ArrayList<>();
  private final LiveLoop live;
  private final PastKeeper past;

  /**
   * Starts a plant.
   *
   * @param plant what there is
   * @param clock the present
   * @param random for pauses only; what the plant measures follows from its scenario
   */
  public RunningPlant(
      Plant plant,
      PlantSettings settings,
      Credentials credentials,
      InstantSource clock,
      SplittableGenerator random) {
    long nowMs = clock.millis();
    PlantState state =
        PlantState.load(
            settings.folder(), new Scenario(settings.seed(), nowMs, settings.historyDays()));
    state.save(settings.folder());
    this.scenario = state.scenario();
    this.plug = new Plug(clock);
    // On its first day still; the feed takes it to the present.
    Simulation simulation = new Simulation(plant, scenario);
    HttpSender sender = new HttpSender(settings.uplinks().timeout());
    Map<String, Outbox> outboxes = new LinkedHashMap<>();
    for (Gateway gateway : plant.gateways()) {
      Outbox outbox = outbox(gateway, settings.uplinks());
      outboxes.put(gateway.key(), outbox);
      GatewayCondition condition = simulation.story().conditionOf(gateway.key());
      uplinks.add(
          new Uplink(
              carrier(gateway, settings, credentials, sender),
              outbox,
              link(gateway, condition, clock),
              new UplinkStatus(gateway.key()),
              settings.uplinks(),
              random.split()));
    }
    this.past =
        new PastKeeper(plant, state, settings, credentials, sender, plug, outboxes, random.split());
    past.start(nowMs, simulation.story());
    uplinks.forEach(Uplink::start);
    this.live =
        new LiveLoop(new LiveFeed(plant, simulation, outboxes, nowMs), clock, past::sendSkipped);
    live.start();
  }

  private static Outbox outbox(Gateway gateway, UplinkSettings uplinks) {
    return gateway.isBuffered()
        ? new Outbox(uplinks.maxMessages(), gateway.bufferBytes())
        : new Outbox(MESSAGES_WITHOUT_MEMORY, Long.MAX_VALUE);
  }

  private static Carrier carrier(
      Gateway gateway, PlantSettings settings, Credentials credentials, HttpSender sender) {
    Credentials.Login login = credentials.login(gateway.key());
    return switch (gateway.protocol()) {
      case MQTT_3 -> mqtt(MqttVersion.V3_1_1, gateway, settings, login);
      case MQTT_5 -> mqtt(MqttVersion.V5, gateway, settings, login);
      case HTTP -> {
        URI write = settings.http().resolve("/api/v2/write?precision=ms");
        yield new LineCarrier(sender, write, gateway.key(), login.token());
      }
    };
  }

  private static Carrier mqtt(
      MqttVersion version, Gateway gateway, PlantSettings settings, Credentials.Login login) {
    UplinkSettings uplinks = settings.uplinks();
    MqttLogin mqttLogin =
        new MqttLogin(
            version,
            "demo-foundry-" + gateway.key(),
            login.username(),
            login.token(),
            uplinks.keepAlive());
    return new MqttCarrier(settings.mqtt(), mqttLogin, uplinks);
  }

  /** Old devices without a memory do not hang on the plug that people pull. */
  private Link link(Gateway gateway, GatewayCondition condition, InstantSource clock) {
    return gateway.isBuffered()
        ? () -> plug.isUp() && condition.isHeard(clock.millis())
        : () -> true;
  }

  /** Who the plant is. */
  public Scenario scenario() {
    return scenario;
  }

  /** The plug of the gateways' line. */
  public Plug plug() {
    return plug;
  }

  /** The gateways' lines. */
  public List<Uplink> uplinks() {
    return List.copyOf(uplinks);
  }

  /** What the server has of the past. */
  public PastKeeper past() {
    return past;
  }

  /** Stops within seconds, and remembers how far the server has everything. */
  @Override
  public void close() {
    live.close();
    uplinks.parallelStream().forEach(Uplink::close);
    past.close();
  }
}
