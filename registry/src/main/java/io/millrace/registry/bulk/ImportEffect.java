package io.millrace.registry.bulk;

import io.millrace.model.plant.EntityType;
import java.util.List;

/**
 * What an import does to one thing.
 *
 * @param line where in the file it begins, from 1
 * @param name its path, or its name if it has none
 * @param fields what changes; empty unless the action is {@link ImportAction#CHANGE}
 */
public record ImportEffect(
    int line, ImportAction action, EntityType type, String name, List<String> fields) {
  public ImportEffect {
    fields = List.copyOf(fields);
  }
}
