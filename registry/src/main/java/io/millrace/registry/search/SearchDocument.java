package io.millrace.registry.search;

import io.millrace.model.plant.EntityType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a thing is found by.
 *
 * @param parent the asset that it stands at or below, by whose path it is found too; null at the
 *     top
 * @param unmapped whether it is a point that nobody has described
 * @param name its name
 * @param tags its tag, key and other names
 * @param addresses where its values come from
 * @param path the names above an asset; empty for points, which are found by their asset's
 */
public record SearchDocument(
    EntityType type,
    UUID entity,
    @Nullable UUID parent,
    boolean unmapped,
    String name,
    List<String> tags,
    List<String> addresses,
    List<String> path) {}
