package io.millrace.registry.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.search.SearchDocument;
import io.millrace.registry.work.SearchDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What assets, points and sources are found by. */
public final class PlantDocuments implements SearchDocuments {
  @Override
  public List<SearchDocument> load(
      Handle handle, OrganisationId organisation, EntityType type, List<UUID> entities) {
    List<SearchDocument> documents = new ArrayList<>();
    for (List<UUID> chunk : Chunks.of(entities)) {
      switch (type) {
        case ASSET -> documents.addAll(assets(handle, organisation, chunk));
        case POINT -> documents.addAll(points(handle, organisation, chunk));
        case SOURCE -> documents.addAll(sources(handle, organisation, chunk));
        case ORGANISATION, ENUMERATION, CALENDAR, STATE_MODEL -> {}
      }
    }
    return documents;
  }

  private static List<SearchDocument> assets(
      Handle handle, OrganisationId organisation, List<UUID> ids) {
    Map<UUID, List<String>> aliases = aliases(handle, organisation, ids);
    Map<UUID, PlantPath> paths = AssetTable.paths(handle, organisation, ids);
    List<SearchDocument> documents = new ArrayList<>();
    for (Asset asset : AssetTable.findAll(handle, organisation, ids)) {
      PlantPath path = paths.get(asset.id().value());
      if (!asset.retired() && path != null) {
        documents.add(
            new SearchDocument(
                EntityType.ASSET,
                asset.id().value(),
                asset.spec().parent() == null ? null : asset.spec().parent().value(),
                false,
                asset.name(),
                tags(aliases, asset.id().value(), asset.spec().tag(), asset.spec().externalKey()),
                List.of(),
                path.names().subList(0, path.names().size() - 1)));
      }
    }
    return documents;
  }

  private static List<SearchDocument> points(
      Handle handle, OrganisationId organisation, List<UUID> ids) {
    Map<UUID, List<String>> aliases = aliases(handle, organisation, ids);
    Map<UUID, List<String>> addresses = addresses(handle, organisation, ids);
    List<SearchDocument> documents = new ArrayList<>();
    for (Point point : PointTable.findAll(handle, organisation, ids)) {
      UUID id = point.id().value();
      if (point.status() == PointStatus.ACTIVE || point.status() == PointStatus.UNMAPPED) {
        documents.add(
            new SearchDocument(
                EntityType.POINT,
                id,
                point.spec().asset() == null ? null : point.spec().asset().value(),
                point.status() == PointStatus.UNMAPPED,
                point.name(),
                tags(aliases, id, point.spec().tag(), point.spec().externalKey()),
                addresses.getOrDefault(id, List.of()),
                List.of()));
      }
    }
    return documents;
  }

  private static List<SearchDocument> sources(
      Handle handle, OrganisationId organisation, List<UUID> ids) {
    Map<UUID, List<String>> aliases = aliases(handle, organisation, ids);
    List<SearchDocument> documents = new ArrayList<>();
    for (Source source : SourceTable.findAll(handle, organisation, ids)) {
      if (!source.retired()) {
        UUID id = source.id().value();
        documents.add(
            new SearchDocument(
                EntityType.SOURCE,
                id,
                null,
                false,
                source.name(),
                tags(aliases, id, "", source.spec().externalKey()),
                List.of(),
                List.of()));
      }
    }
    return documents;
  }

  /** Open bindings, or where an unmapped point was discovered. */
  private static Map<UUID, List<String>> addresses(
      Handle handle, OrganisationId organisation, List<UUID> ids) {
    Map<UUID, List<String>> addresses = new HashMap<>();
    for (AddressBinding binding : BindingTable.ofPoints(handle, organisation, ids)) {
      if (binding.validToNs() == Long.MAX_VALUE) {
        add(
            addresses,
            binding.point().value(),
            binding.address().channel() + " " + binding.address().path());
      }
    }
    handle
        .createQuery(
            "SELECT point_id, channel, path FROM discovery"
                + " WHERE organisation_id = :organisation AND point_id IN (<ids>)")
        .bind("organisation", organisation.value())
        .bindList("ids", ids)
        .map(
            (row, _) ->
                Map.entry(
                    Uuids.get(row, "point_id"),
                    row.getString("channel") + " " + row.getString("path")))
        .forEach(entry -> add(addresses, entry.getKey(), entry.getValue()));
    return addresses;
  }

  private static Map<UUID, List<String>> aliases(
      Handle handle, OrganisationId organisation, List<UUID> ids) {
    Map<UUID, List<String>> aliases = new HashMap<>();
    for (Alias alias : Dated.aliases(handle, organisation, ids)) {
      add(aliases, alias.entity(), alias.text());
    }
    return aliases;
  }

  private static List<String> tags(
      Map<UUID, List<String>> aliases, UUID id, String tag, String externalKey) {
    List<String> tags = new ArrayList<>(List.of(tag, externalKey));
    tags.addAll(aliases.getOrDefault(id, List.of()));
    return tags;
  }

  private static void add(Map<UUID, List<String>> texts, UUID id, String text) {
    texts.computeIfAbsent(id, _ -> new ArrayList<>()).add(text);
  }
}
