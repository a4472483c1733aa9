package io.millrace.registry.bulk;

import io.millrace.registry.json.Json;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads a plant from JSON as a stream: never more than one thing is held as a tree. Sections and
 * fields may stand in any order.
 */
final class JsonPlantReader {
  /** What the field {@code format} must say. */
  static final String FORMAT = "millrace-plant-1";

  private final PlantFile file;

  JsonPlantReader(PlantFile file) {
    this.file = file;
  }

  void read(InputStream in) {
    try (JsonParser parser = Json.mapper().createParser(in)) {
      readDocument(parser);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      file.fault(
          line, "", "From this line on the file is not JSON: " + e.getOriginalMessage() + ".");
    }
  }

  private void readDocument(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      file.fault(1, "", "The file must hold one JSON object with the field \"format\".");
      return;
    }
    boolean known = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      int line = line(parser);
      parser.nextToken();
      Section section = Section.ofField(field);
      if (section != null) {
        readList(parser, section, null);
      } else if (field.equals("format")) {
        known = FORMAT.equals(parser.getString());
        parser.skipChildren();
      } else {
        file.fault(line, field, "There is no section '" + field + "'.");
        parser.skipChildren();
      }
    }
    if (!known) {
      file.fault(1, "format", "The field \"format\" must be \"" + FORMAT + "\".");
    }
    if (parser.nextToken() != null) {
      file.fault(line(parser), "", "Something follows after the end of the document.");
    }
  }

  private void readList(JsonParser parser, Section section, @Nullable Row above) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      file.fault(line(parser), section.field(), "The section must be a list in square brackets.");
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readThing(parser, section, above);
      } else {
        file.fault(line(parser), section.field(), "The section must hold objects.");
        parser.skipChildren();
      }
    }
  }

  private void readThing(JsonParser parser, Section section, @Nullable Row above) {
    Row row = file.add(section, line(parser), above);
    List<String> names = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      Section below = section == Section.ASSETS ? Section.ofField(field) : null;
      if (below == Section.ASSETS || below == Section.POINTS) {
        readList(parser, below, row);
      } else {
        names.add(field);
        values.add(parser.readValueAsTree());
      }
    }
    file.fill(row, names, values);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
