package io.millrace.registry.json;

import io.millrace.model.plant.EnumerationEntry;
import io.millrace.model.plant.PlantException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the codes of an enumeration mean, as JSON. */
public final class EnumerationJson {
  private EnumerationJson() {}

  /** The entries as a list of objects. */
  public static ArrayNode write(List<EnumerationEntry> entries) {
    ArrayNode out = Json.array();
    for (EnumerationEntry entry : entries) {
      ObjectNode node = out.addObject();
      node.put("code", entry.code());
      node.put("text", entry.text());
    }
    return out;
  }

  /** The entries from a list of objects. */
  public static List<EnumerationEntry> read(List<JsonNode> nodes) {
    List<EnumerationEntry> entries = new ArrayList<>();
    for (JsonNode node : nodes) {
      JsonFields fields = JsonFields.of("values", node);
      JsonNode code = fields.find("code");
      if (code == null || !code.canConvertToLong()) {
        throw new PlantException("values", "Each value has a code, which is a whole number.");
      }
      entries.add(new EnumerationEntry(code.longValue(), fields.text("text")));
      fields.finish();
    }
    return entries;
  }
}
