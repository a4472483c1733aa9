package io.millrace.demo.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Payload;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.story.SilentGateway.Spell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is sent now and what is sent later of the same instant is the same. */
class LiveAndPastTest {
  private static final long ANCHOR_MS = Instant.parse("2026-11-20T10:20:08Z").toEpochMilli();
  private static final long MINUTE_MS = 60_000;

  private final Plant plant = Foundry.plant();
  private final Simulation simulation = new Simulation(plant, new Scenario(1, ANCHOR_MS, 1));
  private final PayloadBuffer buffer = new PayloadBuffer(1024);

  private List<DecodedSample> live(Channel channel, long fromMs, long toMs) {
    List<DecodedSample> samples = new ArrayList<>();
    MessageEncoder encoder =
        new MessageEncoder(simulation, channel, simulation.story().conditionOf(channel.gateway()));
    for (long t = fromMs; t < toMs; t += 250) {
      encoder.encode(
          t, Math.min(toMs, t + 250), message -> samples.addAll(Receiver.decode(message)));
    }
    return samples;
  }

  private List<DecodedSample> past(Channel channel, long fromMs, long toMs) {
    List<DecodedSample> samples = new ArrayList<>();
    SeriesEncoder encoder =
        new SeriesEncoder(
            simulation, channel, simulation.story().conditionOf(channel.gateway()), buffer);
    encoder.encode(fromMs, toMs, message -> samples.addAll(Receiver.decode(message)));
    assertThat(encoder.samples()).isEqualTo(samples.size());
    return samples;
  }

  private static Map<String, String> byAddressAndTime(List<DecodedSample> samples) {
    Map<String, String> values = new HashMap<>();
    for (DecodedSample s : samples) {
      values.put(s.channel() + " " + s.path() + " " + s.timeMs(), s.value());
    }
    return values;
  }

  @Test
  void every_past_sample_is_one_that_would_have_been_sent_live() {
    simulation.nextDay();
    long fromMs = simulation.fromMs() + 55 * MINUTE_MS;
    long toMs = fromMs + 12 * MINUTE_MS;
    for (Channel channel : plant.channels()) {
      if (channel.payload() == Payload.PLAIN) {
        continue; // says no time when live
      }
      Map<String, String> live = byAddressAndTime(live(channel, fromMs, toMs));
      Map<String, String> past = byAddressAndTime(past(channel, fromMs, toMs));
      if (channel.payload() == Payload.VALUES_ARRAY) {
        past.keySet().retainAll(live.keySet()); // the last array is not full yet
      }
      assertThat(live).as(channel.topic()).containsAllEntriesOf(past);
      if (!channel.topic().endsWith("/waveform")) {
        assertThat(past).as(channel.topic()).isNotEmpty();
      }
    }
  }

  @Test
  void on_change_and_per_cycle_points_have_the_same_samples_live_and_past() {
    simulation.nextDay();
    long fromMs = simulation.fromMs() + 60 * MINUTE_MS;
    long toMs = fromMs + 30 * MINUTE_MS;
    for (Channel channel : plant.channels()) {
      if (!(channel.emission() instanceof Emission.Periodic)) {
        assertThat(byAddressAndTime(live(channel, fromMs, toMs)))
            .as(channel.topic())
            .isEqualTo(byAddressAndTime(past(channel, fromMs, toMs)));
      }
    }
  }

  @Test
  void plain_values_are_past_at_the_topics_on_which_they_are_live() {
    Channel hall = channel("foundry/hall");
    long fromMs = simulation.fromMs();
    Set<String> live = new HashSet<>();
    Set<String> past = new HashSet<>();
    live(hall, fromMs, fromMs + 5 * MINUTE_MS).forEach(s -> live.add(s.channel() + s.path()));
    past(hall, fromMs, fromMs + 5 * MINUTE_MS).forEach(s -> past.add(s.channel() + s.path()));

    assertThat(live).isEqualTo(past).hasSize(5).contains("foundry/hall/hall_temp");
  }

  @Test
  void every_point_has_past_data_at_its_period() {
    simulation.nextDay();
    long fromMs = simulation.fromMs();
    long toMs = fromMs + 60 * MINUTE_MS;
    for (Channel channel : plant.channels()) {
      if (channel.gateway().equals("GW-04")
          || !(channel.emission() instanceof Emission.Periodic periodic)) {
        continue;
      }
      List<DecodedSample> samples = past(channel, fromMs, toMs);
      for (Point point : channel.points()) {
        if (point.kind() instanceof PointKind.Waveform) {
          continue;
        }
        long periodMs = point.pastPeriodMs() > 0 ? point.pastPeriodMs() : periodic.periodMs();
        Address address = Address.of(channel, point);
        assertThat(
                samples.stream()
                    .filter(s -> s.path().equals(address.path()))
                    .filter(s -> s.channel().equals(address.channel())))
            .as("%s/%s", channel.topic(), point.key())
            .hasSize((int) (60 * MINUTE_MS / periodMs));
      }
    }
  }

  @Test
  void a_gateway_without_power_leaves_a_gap_and_one_without_radio_none() {
    Simulation older = new Simulation(plant, new Scenario(1, ANCHOR_MS, 12));
    Channel channel = channel("foundry/machining/cnc-5/process");
    SeriesEncoder encoder =
        new SeriesEncoder(older, channel, older.story().conditionOf("GW-04"), buffer);
    int gaps = 0;
    do {
      List<DecodedSample> samples = new ArrayList<>();
      encoder.encode(
          older.fromMs(), older.toMs(), message -> samples.addAll(Receiver.decode(message)));
      Set<Long> times = new HashSet<>();
      samples.stream().filter(s -> s.path().equals("power")).forEach(s -> times.add(s.timeMs()));
      List<Spell> spells = older.story().gateway().between(older.fromMs(), older.toMs());
      for (long t = older.fromMs(); t < older.toMs(); t += 10_000) {
        long at = t;
        boolean unpowered =
            spells.stream().anyMatch(s -> !s.buffered() && at >= s.fromMs() && at < s.toMs());
        gaps += unpowered ? 1 : 0;
        assertThat(times.contains(t)).isNotEqualTo(unpowered);
      }
      older.nextDay();
    } while (older.toMs() < ANCHOR_MS);
    assertThat(gaps).isPositive();
  }

  @Test
  void the_leak_tester_states_the_time_of_its_own_clock() {
    simulation.nextDay();
    Channel channel = channel("foundry/finishing/leak-test-1/counters");
    long fromMs = ANCHOR_MS - ANCHOR_MS % 10_000;
    List<DecodedSample> samples = live(channel, fromMs, fromMs + 10_000);

    assertThat(samples).hasSize(2);
    assertThat(samples.getFirst().timeMs() - fromMs).isBetween(73_900L, 74_100L);
  }

  @Test
  void the_conductivity_probe_sends_words_at_times() {
    simulation.nextDay();
    Channel channel = channel("foundry/finishing/wash-1/process");
    Set<String> words = new HashSet<>();
    past(channel, simulation.fromMs(), simulation.toMs()).stream()
        .filter(s -> s.path().equals("rinse_conductivity"))
        .map(DecodedSample::value)
        .filter(value -> !Character.isDigit(value.charAt(0)))
        .forEach(words::add);

    assertThat(words).contains("ERR").isSubsetOf("ERR", "NaN");
  }

  @Test
  void in_the_past_words_are_bodies_of_their_own() {
    simulation.nextDay();
    Channel channel = channel("foundry/finishing/wash-1/process");
    SeriesEncoder encoder =
        new SeriesEncoder(
            simulation, channel, simulation.story().conditionOf(channel.gateway()), buffer);
    Set<Boolean> mixed = new HashSet<>();
    encoder.encode(
        simulation.fromMs(),
        simulation.toMs(),
        body -> {
          List<DecodedSample> samples = Receiver.decode(body);
          long words =
              samples.stream().filter(s -> Character.isLetter(s.value().charAt(0))).count();
          mixed.add(words > 0 && words < samples.size());
        });

    assertThat(mixed).containsOnly(false);
  }

  @Test
  void a_waveform_is_an_array_of_8192_numbers() {
    simulation.nextDay();
    Channel channel = channel("foundry/utilities/compressor-2/waveform");
    List<DecodedSample> samples = live(channel, ANCHOR_MS - 30 * MINUTE_MS, ANCHOR_MS);

    assertThat(samples).hasSize(1);
    assertThat(samples.getFirst().value()).isEqualTo("array of 8192");
  }

  @Test
  void bodies_keep_to_half_a_megabyte() {
    simulation.nextDay();
    for (Channel channel : plant.channels()) {
      SeriesEncoder encoder =
          new SeriesEncoder(
              simulation, channel, simulation.story().conditionOf(channel.gateway()), buffer);
      encoder.encode(
          simulation.fromMs(),
          simulation.toMs(),
          message -> assertThat(message.payload().length).isLessThan(500_000));
    }
  }

  private Channel channel(String topic) {
    return plant.channels().stream()
        .filter(channel -> channel.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }
}
