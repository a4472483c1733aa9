package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.StateModelUse;
import io.millrace.registry.json.AssetJson;
import io.millrace.registry.json.CalendarJson;
import io.millrace.registry.json.EnumerationJson;
import io.millrace.registry.json.Json;
import io.millrace.registry.json.PointJson;
import io.millrace.registry.json.SourceJson;
import io.millrace.registry.json.StateModelJson;
import io.millrace.registry.plant.PointTable;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a plant as JSON, as a stream: never more than one thing is held as a tree. */
final class JsonPlantWriter {
  private final Handle handle;
  private final OrganisationId organisation;
  private final PlantOutline outline;
  private final boolean withIds;
  private final PointPages points;

  JsonPlantWriter(
      Handle handle, OrganisationId organisation, PlantOutline outline, boolean withIds) {
    this.handle = handle;
    this.organisation = organisation;
    this.outline = outline;
    this.withIds = withIds;
    points = new PointPages(handle, organisation, outline.inOrder());
  }

  void write(OutputStream out) {
    try (JsonGenerator json = Json.mapper().writerWithDefaultPrettyPrinter().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("format", JsonPlantReader.FORMAT);
      definitions(json);
      json.writeArrayPropertyStart(Section.SOURCES.field());
      outline.plant().sources().forEach(source -> json.writeTree(source(source)));
      json.writeEndArray();
      json.writeArrayPropertyStart(Section.ASSETS.field());
      for (Asset asset : outline.tops()) {
        asset(json, asset, asset.spec().parent() != null);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void definitions(JsonGenerator json) {
    json.writeArrayPropertyStart(Section.CALENDARS.field());
    outline
        .plant()
        .calendars()
        .forEach(c -> write(json, c.name(), c.externalKey(), CalendarJson.write(c.shifts())));
    json.writeEndArray();
    json.writeArrayPropertyStart(Section.ENUMERATIONS.field());
    outline
        .plant()
        .enumerations()
        .forEach(
            e -> {
              ObjectNode content = Json.object();
              content.set("values", EnumerationJson.write(e.current().entries()));
              write(json, e.name(), e.externalKey(), content);
            });
    json.writeEndArray();
    json.writeArrayPropertyStart(Section.STATE_MODELS.field());
    outline
        .plant()
        .stateModels()
        .forEach(
            m -> {
              ObjectNode content = StateModelJson.write(m.rules());
              if (!m.assetType().isEmpty()) {
                content.put("assetType", m.assetType());
              }
              write(json, m.name(), m.externalKey(), content);
            });
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, String key, ObjectNode content) {
    ObjectNode node = Json.object();
    node.put("name", name);
    if (!key.isEmpty()) {
      node.put("key", key);
    }
    node.setAll(content);
    json.writeTree(node);
  }

  private ObjectNode source(Source source) {
    ObjectNode node = identified(source.id().value());
    node.setAll(SourceJson.write(source.spec()));
    return node;
  }

  private void asset(JsonGenerator json, Asset asset, boolean byPath) {
    json.writeStartObject();
    ObjectNode node = identified(asset.id().value());
    node.setAll(AssetJson.write(asset.spec()));
    if (byPath) {
      node.remove("name");
      node.put("path", outline.tree().path(asset).toString());
    }
    if (asset.spec().calendar() != null) {
      node.put("calendar", outline.referenceTo(asset.spec().calendar()));
    }
    StateModelUse use = outline.stateModelUses().get(asset.id());
    if (use != null) {
      node.put("stateModel", outline.referenceTo(use.model()));
      node.set("statePoints", statePoints(use));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      json.writeName(field.getKey());
      json.writeTree(field.getValue());
    }
    List<Point> own = points.of(asset);
    if (!own.isEmpty()) {
      json.writeArrayPropertyStart(Section.POINTS.field());
      own.forEach(point -> json.writeTree(point(point)));
      json.writeEndArray();
    }
    List<Asset> children = outline.childrenOf(asset);
    if (!children.isEmpty()) {
      json.writeArrayPropertyStart(Section.ASSETS.field());
      children.forEach(child -> asset(json, child, false));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private ObjectNode point(Point point) {
    ObjectNode node = identified(point.id().value());
    node.setAll(PointJson.write(point.spec()));
    if (point.spec().enumeration() != null) {
      node.put("enumeration", outline.referenceTo(point.spec().enumeration()));
    }
    AddressBinding binding = points.bindingOf(point);
    String source = binding == null ? "" : outline.referenceTo(binding.address().source());
    if (binding != null && !source.isEmpty()) {
      ObjectNode address = node.putObject("address");
      address.put("source", source);
      address.put("channel", binding.address().channel());
      if (!binding.address().path().isEmpty()) {
        address.put("path", binding.address().path());
      }
      if (!binding.sourceUnit().isEmpty()) {
        address.put("unit", binding.sourceUnit());
      }
      if (!binding.scaling().isIdentity()) {
        address.put("factor", binding.scaling().factor());
        address.put("offset", binding.scaling().offset());
      }
    }
    return node;
  }

  private ObjectNode statePoints(StateModelUse use) {
    ObjectNode node = Json.object();
    for (Map.Entry<String, PointId> slot : new TreeMap<>(use.points()).entrySet()) {
      PointTable.find(handle, organisation, slot.getValue())
          .flatMap(point -> reference(use, point))
          .ifPresent(reference -> node.put(slot.getKey(), reference));
    }
    return node;
  }

  /** A point of the asset itself by its name, any other by its path; empty if it is at none. */
  private Optional<String> reference(StateModelUse use, Point point) {
    AssetId at = point.spec().asset();
    if (use.asset().equals(at)) {
      return Optional.of(point.name());
    }
    return Optional.ofNullable(at == null ? null : outline.tree().byId(at))
        .map(asset -> outline.tree().path(asset).child(point.name()).toString());
  }

  private ObjectNode identified(UUID id) {
    ObjectNode node = Json.object();
    return withIds ? node.put("id", id.toString()) : node;
  }
}
