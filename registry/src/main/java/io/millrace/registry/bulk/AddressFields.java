package io.millrace.registry.bulk;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.Source;
import io.millrace.model.unit.UnitConversion;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.plant.BindingRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the values of a point come from, as a file says it: {@code source}, {@code channel}, {@code
 * path}, {@code unit}, {@code factor}, {@code offset}, or nothing but the path as a text. What is
 * missing is taken from the {@code address} of the assets around the point.
 */
final class AddressFields {
  private static final String ADDRESS = "address";

  private AddressFields() {}

  /** The address of a row; null if it says nothing of one. */
  static @Nullable Address address(Row row, References<Source> sources) {
    JsonNode node = row.value(ADDRESS);
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isString()) {
      return address(row, sources, "", "", node.asString());
    }
    JsonFields fields = JsonFields.of(ADDRESS, node);
    return address(
        row,
        sources,
        fields.textOr("source", ""),
        fields.textOr("channel", ""),
        fields.textOr("path", ""));
  }

  /** What a row with an address asks for. */
  static BindingRequest request(Row row, Address address, PointId point, long validFromNs) {
    JsonNode node = row.value(ADDRESS);
    if (node == null || node.isString()) {
      return BindingRequest.plain(address, point, validFromNs);
    }
    JsonFields fields = JsonFields.of(ADDRESS, node);
    fields.find("source");
    fields.find("channel");
    fields.find("path");
    UnitConversion scaling = scaling(fields.numberOr("factor", 1), fields.numberOr("offset", 0));
    String unit = fields.textOr("unit", "");
    fields.finish();
    return new BindingRequest(address, point, validFromNs, unit, scaling);
  }

  private static UnitConversion scaling(double factor, double offset) {
    try {
      return new UnitConversion(factor, offset);
    } catch (IllegalArgumentException e) {
      throw new PlantException(ADDRESS, String.valueOf(e.getMessage()));
    }
  }

  private static Address address(
      Row row, References<Source> sources, String source, String channel, String path) {
    String from = source.isEmpty() ? inherited(row, "source") : source;
    String on = channel.isEmpty() ? inherited(row, "channel") : channel;
    if (from.isEmpty()) {
      throw new PlantException(
          ADDRESS, "The address names no source, and no asset around the point does.");
    }
    Source found = sources.get(ADDRESS, from);
    if (found.retired()) {
      throw new PlantException(ADDRESS, "The source '" + found.name() + "' is out of use.");
    }
    return new Address(found.id(), on, path);
  }

  /** What the nearest asset around the row says. */
  private static String inherited(Row row, String field) {
    for (Row above = row.above(); above != null; above = above.above()) {
      JsonNode node = above.value(ADDRESS);
      if (node != null && node.get(field) != null) {
        return node.get(field).asString();
      }
    }
    return "";
  }
}
