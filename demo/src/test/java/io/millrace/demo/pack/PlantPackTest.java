package io.millrace.demo.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.plant.Foundry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlantPackTest {
  private static final Path COMMITTED = Path.of("..", "packs", "demo-foundry", "plant.json");

  @Test
  void the_committed_file_is_what_is_generated() throws IOException {
    String generated = new PlantPack(Foundry.plant()).toJson();

    assertThat(Files.readString(COMMITTED))
        .as("make it anew: java … io.millrace.demo.DemoMain pack > packs/demo-foundry/plant.json")
        .isEqualTo(generated);
  }

  @Test
  void every_source_is_marked_as_simulated() {
    String pack = new PlantPack(Foundry.plant()).toJson();

    assertThat(pack.split("\"simulated\" : true", -1))
        .hasSize(Foundry.plant().gateways().size() + 1);
  }

  @Test
  void every_point_has_an_address() {
    String pack = new PlantPack(Foundry.plant()).toJson();

    assertThat(pack.split("\"address\" : ", -1)).hasSize(Foundry.plant().pointCount() + 1);
  }
}
