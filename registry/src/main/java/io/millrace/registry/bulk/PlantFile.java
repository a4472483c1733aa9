package io.millrace.registry.bulk;

import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The things of a file, by section, and what was wrong with its form. Filled by a reader. */
final class PlantFile {
  private final ImportSettings settings;
  private final Map<Section, List<Row>> rows = new EnumMap<>(Section.class);
  private final Map<List<String>, List<String>> shapes = new HashMap<>();
  private final List<ImportFault> faults = new ArrayList<>();
  private int count;

  PlantFile(ImportSettings settings) {
    this.settings = settings;
  }

  /**
   * Begins a thing, which {@link #fill} tells what it is.
   *
   * @throws RegistryException {@code REGISTRY_TOO_LARGE}
   */
  Row add(Section section, int line, @Nullable Row above) {
    if (++count > settings.maxRows()) {
      throw new RegistryException(
          RegistryError.REGISTRY_TOO_LARGE,
          "The file holds more than " + settings.maxRows() + " things; import it in parts.");
    }
    Row row = new Row(line, above);
    rows.computeIfAbsent(section, _ -> new ArrayList<>()).add(row);
    return row;
  }

  void fill(Row row, List<String> names, List<JsonNode> values) {
    List<String> shape = shapes.computeIfAbsent(List.copyOf(names), key -> key);
    row.fill(shape, List.copyOf(values));
  }

  void fault(int line, String field, String message) {
    faults.add(new ImportFault(line, field, message));
  }

  List<Row> rows(Section section) {
    return rows.getOrDefault(section, List.of());
  }

  List<ImportFault> faults() {
    return faults;
  }
}
