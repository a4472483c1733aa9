package io.millrace.registry.bulk;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Point;
import io.millrace.registry.json.AssetJson;
import io.millrace.registry.json.PointJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes assets or points as CSV (RFC 4180, UTF-8). */
final class CsvPlantWriter {
  private final Handle handle;
  private final OrganisationId organisation;
  private final PlantOutline outline;
  private final boolean withIds;

  CsvPlantWriter(
      Handle handle, OrganisationId organisation, PlantOutline outline, boolean withIds) {
    this.handle = handle;
    this.organisation = organisation;
    this.outline = outline;
    this.withIds = withIds;
  }

  void assets(OutputStream out) {
    write(
        out,
        CsvColumns.OF_ASSETS,
        lines -> {
          for (Asset asset : outline.inOrder()) {
            Map<String, String> cells = cells(AssetJson.write(asset.spec()));
            cells.put(CsvColumns.ASSET, outline.tree().path(asset).toString());
            cells.put("id", withIds ? asset.id().toString() : "");
            if (asset.spec().calendar() != null) {
              cells.put("calendar", outline.referenceTo(asset.spec().calendar()));
            }
            lines.add(cells);
          }
        });
  }

  void points(OutputStream out) {
    List<Asset> order = outline.inOrder();
    PointPages pages = new PointPages(handle, organisation, order);
    write(
        out,
        CsvColumns.OF_POINTS,
        lines -> {
          for (Asset asset : order) {
            for (Point point : pages.of(asset)) {
              lines.add(point(asset, point, pages.bindingOf(point)));
            }
          }
        });
  }

  private Map<String, String> point(Asset asset, Point point, @Nullable AddressBinding binding) {
    ObjectNode node = PointJson.write(point.spec());
    Map<String, String> cells = cells(node);
    JsonNode ranges = node.get("ranges");
    if (ranges != null) {
      ranges.forEachEntry(
          (range, ends) -> {
            cells.put(range + "Low", end(ends.get(0)));
            cells.put(range + "High", end(ends.get(1)));
          });
    }
    cells.put(CsvColumns.POINT, outline.tree().path(asset).child(point.name()).toString());
    cells.put("id", withIds ? point.id().toString() : "");
    if (point.spec().enumeration() != null) {
      cells.put("enumeration", outline.referenceTo(point.spec().enumeration()));
    }
    String source = binding == null ? "" : outline.referenceTo(binding.address().source());
    if (binding != null && !source.isEmpty()) {
      cells.put("source", source);
      cells.put("channel", binding.address().channel());
      cells.put("valuePath", binding.address().path());
      cells.put("sourceUnit", binding.sourceUnit());
      if (!binding.scaling().isIdentity()) {
        cells.put("factor", Double.toString(binding.scaling().factor()));
        cells.put("offset", Double.toString(binding.scaling().offset()));
      }
    }
    return cells;
  }

  private static String end(JsonNode node) {
    return node.isNull() ? "" : node.asString();
  }

  private static Map<String, String> cells(ObjectNode node) {
    Map<String, String> cells = new HashMap<>();
    node.forEachEntry(
        (field, value) -> {
          if (!value.isContainer()) {
            cells.put(field, value.asString());
          }
        });
    return cells;
  }

  /** Takes lines one by one. */
  private interface Lines {
    void add(Map<String, String> cells);
  }

  /** Gives all lines out. */
  private interface Body {
    void writeTo(Lines lines);
  }

  private static void write(OutputStream out, List<String> columns, Body body) {
    try {
      CsvWriter csv =
          CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      csv.writeRecord(columns);
      body.writeTo(
          cells -> {
            List<String> line = new ArrayList<>(columns.size());
            columns.forEach(column -> line.add(CsvCells.write(cells.getOrDefault(column, ""))));
            csv.writeRecord(line);
          });
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
