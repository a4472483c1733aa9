package io.millrace.registry.bulk;

import io.millrace.registry.json.Json;
import io.millrace.registry.json.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing as the file says it. The names of its fields are shared with the rows that have the
 * same, so that a hundred thousand of them fit into memory.
 */
final class Row {
  private final int line;
  private final @Nullable Row above;
  private List<String> names = List.of();
  private List<JsonNode> values = List.of();

  /**
   * @param line where it begins, from 1
   * @param above the asset that it stands in; null at the top
   */
  Row(int line, @Nullable Row above) {
    this.line = line;
    this.above = above;
  }

  /** Says what it is, once the reader knows. */
  void fill(List<String> fieldNames, List<JsonNode> fieldValues) {
    names = fieldNames;
    values = fieldValues;
  }

  int line() {
    return line;
  }

  @Nullable Row above() {
    return above;
  }

  /** The fields, with none asked for yet. */
  JsonFields fields() {
    ObjectNode object = Json.object();
    for (int i = 0; i < values.size(); i++) {
      object.set(names.get(i), values.get(i));
    }
    return new JsonFields(object);
  }

  /** The value of a field; null if it is not there. */
  @Nullable JsonNode value(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }
}
