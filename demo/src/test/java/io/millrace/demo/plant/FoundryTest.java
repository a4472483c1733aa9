package io.millrace.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.payload.Address;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundryTest {
  private final Plant plant = Foundry.plant();

  @Test
  void it_has_18_production_machines_and_332_points() {
    assertThat(plant.assets().stream().filter(asset -> asset.machine() != null)).hasSize(18);
    assertThat(plant.pointCount()).isEqualTo(332);
  }

  @Test
  void no_address_and_no_key_is_there_twice() {
    Set<String> addresses = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Channel channel : plant.channels()) {
      for (Point point : channel.points()) {
        Address address = Address.of(channel, point);
        assertThat(addresses.add(channel.gateway() + " " + address)).as("%s", address).isTrue();
        assertThat(keys.add(channel.asset() + "/" + point.key())).as(point.key()).isTrue();
      }
    }
  }

  @Test
  void each_channel_has_a_gateway_and_an_asset_that_are_there() {
    for (Channel channel : plant.channels()) {
      assertThat(plant.asset(channel.asset())).isNotNull();
      assertThat(plant.gateways()).anyMatch(gateway -> gateway.key().equals(channel.gateway()));
    }
  }

  @Test
  void every_machine_reports_its_state_and_has_a_place_on_the_floor() {
    for (Asset asset : plant.assets()) {
      if (asset.machine() != null) {
        assertThat(Objects.requireNonNull(asset.place()).width()).isPositive();
        assertThat(plant.channels())
            .anyMatch(
                channel ->
                    channel.asset().equals(asset.key())
                        && channel.points().stream().anyMatch(p -> p.key().equals("state")));
      }
    }
  }

  @Test
  void gw_04_serves_cnc_5_alone_with_its_14_points() {
    assertThat(
            plant.channels().stream()
                .filter(channel -> channel.gateway().equals("GW-04"))
                .peek(channel -> assertThat(channel.asset()).isEqualTo("cnc-5"))
                .mapToInt(channel -> channel.points().size())
                .sum())
        .isEqualTo(14);
  }
}
