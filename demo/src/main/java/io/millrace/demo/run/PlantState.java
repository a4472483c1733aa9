package io.millrace.demo.run;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.json.JsonDocument;
import io.millrace.demo.json.JsonText;
import io.millrace.demo.story.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plant remembers from start to start: who it is, and what the server has of its past.
 *
 * @param storedThroughMs by topic, see {@link io.millrace.demo.past.Watermarks}
 */
public record PlantState(Scenario scenario, Map<String, Long> storedThroughMs) {
  private static final String FILE = "state.json";

  public PlantState {
    storedThroughMs = Map.copyOf(storedThroughMs);
  }

  /**
   * The state of the plant in a folder.
   *
   * @param ifNew who it is if the folder has none
   * @throws DemoException {@link DemoError#STATE_UNUSABLE}
   */
  public static PlantState load(Path folder, Scenario ifNew) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new PlantState(ifNew, Map.of());
    }
    JsonDocument document = JsonDocument.read(file, DemoError.STATE_UNUSABLE);
    Long seed = document.number("seed");
    Long anchorMs = document.number("anchorMs");
    Long historyDays = document.number("historyDays");
    JsonDocument stored = document.object("storedThroughMs");
    if (seed == null || anchorMs == null || historyDays == null || stored == null) {
      throw new DemoException(
          DemoError.STATE_UNUSABLE,
          "The state file "
              + file
              + " is not complete. Delete the server's demo data and this file to begin anew.");
    }
    return new PlantState(
        new Scenario(seed, anchorMs, Math.toIntExact(historyDays)), stored.numbers());
  }

  /**
   * Writes the state beside the old one and puts it in its place, so that one of them is whole
   * whatever happens.
   */
  public void save(Path folder) {
    String text =
        JsonText.of(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("seed", scenario.seed());
              json.writeNumberProperty("anchorMs", scenario.anchorMs());
              json.writeNumberProperty("historyDays", scenario.historyDays());
              json.writeObjectPropertyStart("storedThroughMs");
              new TreeMap<>(storedThroughMs).forEach(json::writeNumberProperty);
              json.writeEndObject();
              json.writeEndObject();
            });
    Path file = folder.resolve(FILE);
    Path next = folder.resolve(FILE + ".next");
    try {
      Files.createDirectories(folder);
      Files.writeString(next, text, StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DemoException(
          DemoError.STATE_UNUSABLE,
          "The state file " + file + " cannot be written: " + e.getMessage() + ".",
          e);
    }
  }
}
