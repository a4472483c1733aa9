package io.millrace.demo.plant;

import org.jspecify.annotations.Nullable;

/**
 * A machine or another thing that points belong to.
 *
 * @param key such as {@code die-cast-3}
 * @param name such as {@code Die-cast 3}
 * @param label for the floor plan, such as {@code D3}
 * @param type key of the asset type, such as {@code die-cast}
 * @param area name of the area
 * @param place on the floor plan
 * @param machine how it is worked, if it is a production machine
 */
public record Asset(
    String key,
    String name,
    String label,
    String type,
    String area,
    @Nullable Place place,
    @Nullable Machine machine) {}
