package io.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.PlantPath;
import io.millrace.registry.bulk.ImportFormat;
import io.millrace.registry.bulk.ImportReport;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.registry.search.Search;
import io.millrace.registry.testing.TestClock;
import io.millrace.registry.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A large plant, in and out and searched. A few thousand points by default; {@code
 * -Dmillrace.points=100000} makes it as large as the registry is meant for and prints how long each
 * step took.
 */
class PlantOfThousandsTest {
  private static final String[] QUANTITIES = {
    "Temperature",
    "Pressure",
    "Power",
    "Speed",
    "Flow",
    "Level",
    "Vibration",
    "Torque",
    "Humidity",
    "Cycle time"
  };
  private static final int POINTS_PER_MACHINE = 50;
  private static final int SEARCHES = 40;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final int points = Integer.getInteger("millrace.points", 3_000);
  private final StringBuilder timings = new StringBuilder();

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void a_plant_of_thousands_is_taken_in_given_out_and_searched(TestEngine engine) {
    TestClock clock = new TestClock();
    IdGenerator ids = new IdGenerator(clock, new Random(3));
    try (RegistryDatabase database = RegistryDatabase.open(engine.databaseWithTables())) {
      Registry registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      Actor ada = new Actor(registry.organisations().create("setup", "Acme").id(), "ada");
      byte[] file = plant().getBytes(StandardCharsets.UTF_8);
      ImportReport report = timed("import of " + points, () -> load(registry, ada, file));
      assertThat(report.faults()).isEmpty();
      assertThat(report.created()).isGreaterThan(points);
      ImportReport again = timed("the same again", () -> load(registry, ada, file));
      assertThat(again.effects()).isEmpty();
      byte[] exported = timed("export", () -> export(registry, ada));
      assertThat(exported.length).isGreaterThan(points * 50);
      search(registry, ada);
      browse(registry, ada);
      timed("rename of the site", () -> rename(registry, ada, "Plant", "Works"));
      assertThat(registry.search().find(ada.organisation(), "works temp", Search.ALL, 20))
          .hasSize(20);
    }
    if (Integer.getInteger("millrace.points") != null) {
      System.out.println("MEASURE " + engine + timings);
    }
  }

  private static byte[] export(Registry registry, Actor ada) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.exports().json(ada.organisation(), null, true, out);
    return out.toByteArray();
  }

  private void browse(Registry registry, Actor ada) {
    Asset line = asset(registry, ada, "Plant/Line 1");
    measured(
        "children of a line",
        () ->
            assertThat(registry.assets().children(ada.organisation(), line.id(), "", 1_000))
                .isNotEmpty());
    Asset machine = asset(registry, ada, "Plant/Line 1/Machine 1");
    measured(
        "points of a machine",
        () ->
            assertThat(registry.points().ofAsset(ada.organisation(), machine.id()))
                .hasSize(POINTS_PER_MACHINE));
  }

  private static Asset rename(Registry registry, Actor ada, String path, String name) {
    Asset asset = asset(registry, ada, path);
    return registry
        .assets()
        .update(ada, asset.id(), asset.version(), asset.spec().edit().name(name).build());
  }

  private static Asset asset(Registry registry, Actor ada, String path) {
    return registry.assets().findByPath(ada.organisation(), PlantPath.parse(path)).orElseThrow();
  }

  private void search(Registry registry, Actor ada) {
    for (String typed :
        new String[] {
          "t",
          "te",
          "temp",
          "temperature",
          "machine 7 temp",
          "line 3 press",
          "ti-12",
          "ti-1234",
          "plant temperature",
          "temperature pressure",
          "erature",
          "zebra",
          "line 2 machine 12 speed"
        }) {
      int hits = typed.equals("zebra") || typed.equals("temperature pressure") ? 0 : 1;
      measured(
          "search '" + typed + "'",
          () ->
              assertThat(registry.search().find(ada.organisation(), typed, Search.ALL, 20))
                  .as(typed)
                  .hasSizeGreaterThanOrEqualTo(hits));
    }
  }

  private static ImportReport load(Registry registry, Actor ada, byte[] file) {
    return registry.imports().run(ada, new ByteArrayInputStream(file), ImportFormat.JSON);
  }

  private String plant() {
    StringBuilder json = new StringBuilder("{\"format\": \"millrace-plant-1\",\n\"sources\": [");
    int machines = points / POINTS_PER_MACHINE;
    int lines = Math.max(1, machines / 40);
    for (int line = 1; line <= lines; line++) {
      json.append(line == 1 ? "" : ",\n")
          .append("{\"name\": \"Gateway ")
          .append(line)
          .append("\"}");
    }
    json.append("],\n\"assets\": [{\"name\": \"Plant\", \"level\": \"site\", \"assets\": [");
    for (int line = 1; line <= lines; line++) {
      json.append(line == 1 ? "" : ",\n").append("{\"name\": \"Line ").append(line);
      json.append("\", \"level\": \"area\", \"address\": {\"source\": \"Gateway ").append(line);
      json.append("\"}, \"assets\": [");
      int first = (line - 1) * machines / lines;
      int last = line * machines / lines;
      for (int machine = first; machine < last; machine++) {
        json.append(machine == first ? "" : ",\n");
        appendMachine(json, line, machine - first + 1, machine);
      }
      json.append("]}");
    }
    return json.append("]}]}").toString();
  }

  private static void appendMachine(StringBuilder json, int line, int number, int index) {
    json.append("{\"name\": \"Machine ").append(number).append("\", \"level\": \"work-unit\",");
    json.append(" \"address\": {\"channel\": \"plant/line").append(line).append("/machine");
    json.append(number).append("\"}, \"points\": [");
    for (int p = 0; p < POINTS_PER_MACHINE; p++) {
      String quantity = QUANTITIES[p % QUANTITIES.length];
      int tag = index * POINTS_PER_MACHINE + p;
      json.append(p == 0 ? "\n" : ",\n").append("{\"name\": \"").append(quantity).append(' ');
      json.append(p / QUANTITIES.length + 1).append("\", \"kind\": \"double\", \"unit\": \"Cel\",");
      json.append(" \"tag\": \"TI-").append(tag).append("\", \"expectedPeriod\": \"1s\",");
      json.append(" \"address\": \"v").append(p).append("\"}");
    }
    json.append("]}");
  }

  private interface Step<T> {
    T run();
  }

  private <T> T timed(String what, Step<T> step) {
    long startNs = System.nanoTime();
    long startCpuNs = CPU.getCurrentThreadCpuTime();
    T result = step.run();
    timings.append("\nMEASURE   ").append(what).append(": ");
    timings.append((System.nanoTime() - startNs) / 1_000_000).append(" ms, CPU of the thread ");
    timings.append((CPU.getCurrentThreadCpuTime() - startCpuNs) / 1_000_000).append(" ms");
    return result;
  }

  private void measured(String what, Runnable step) {
    step.run();
    if (Integer.getInteger("millrace.points") == null) {
      return;
    }
    long[] tookNs = new long[SEARCHES];
    long startCpuNs = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < SEARCHES; i++) {
      long startNs = System.nanoTime();
      step.run();
      tookNs[i] = System.nanoTime() - startNs;
    }
    long cpuUs = (CPU.getCurrentThreadCpuTime() - startCpuNs) / 1_000 / SEARCHES;
    Arrays.sort(tookNs);
    timings.append("\nMEASURE   ").append(what).append(": median ");
    timings.append(tookNs[SEARCHES / 2] / 1_000).append(" us, 90 % ");
    timings.append(tookNs[SEARCHES * 9 / 10] / 1_000).append(" us, CPU of the thread ");
    timings.append(cpuUs).append(" us");
  }
}
