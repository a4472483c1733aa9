package io.millrace.registry.plant;

import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.json.Json;
import io.millrace.registry.plant.DefinitionTable.Definition;
import io.millrace.registry.work.UnitOfWork;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What calendars and state models have in common: a name, a content, a version, a history. */
final class Definitions {
  private Definitions() {}

  static void create(UnitOfWork unit, Definition definition) {
    checkUnique(unit, definition);
    DefinitionTable.insert(unit.handle(), definition);
    changed(unit, ChangeAction.CREATED, null, definition);
  }

  /** Writes the definition with the next version, or returns the old one if nothing differs. */
  static Definition update(UnitOfWork unit, Definition before, Definition after) {
    Definition next =
        new Definition(
            before.id(),
            before.organisation(),
            before.type(),
            after.name(),
            after.externalKey(),
            after.subject(),
            after.content(),
            before.version() + 1);
    if (json(next).equals(json(before))) {
      return before;
    }
    checkUnique(unit, next);
    DefinitionTable.update(unit.handle(), next);
    changed(unit, ChangeAction.CHANGED, before, next);
    return next;
  }

  static void delete(UnitOfWork unit, Definition definition) {
    DefinitionTable.delete(unit.handle(), unit.organisation(), definition.type(), definition.id());
    unit.changed(definition.type(), definition.id(), ChangeAction.DELETED, json(definition), null);
  }

  /** The definition, if its version is the one that was read. */
  static Definition forUpdate(UnitOfWork unit, EntityType type, UUID id, long version) {
    String what = what(type);
    Definition definition =
        DefinitionTable.find(unit.handle(), unit.organisation(), type, id)
            .orElseThrow(() -> Checks.notFound(what, id));
    Checks.checkVersion(what, definition.name(), version, definition.version());
    return definition;
  }

  private static void checkUnique(UnitOfWork unit, Definition definition) {
    for (Definition other :
        DefinitionTable.all(unit.handle(), unit.organisation(), definition.type())) {
      if (other.id().equals(definition.id())) {
        continue;
      }
      if (NameKey.of(other.name()).equals(NameKey.of(definition.name()))) {
        throw Checks.nameTaken(what(definition.type()), definition.name(), "in this organisation");
      }
      if (!other.externalKey().isEmpty() && other.externalKey().equals(definition.externalKey())) {
        throw Checks.keyTaken(what(definition.type()), definition.externalKey());
      }
    }
  }

  private static void changed(
      UnitOfWork unit, ChangeAction action, @Nullable Definition before, Definition after) {
    unit.changed(
        after.type(), after.id(), action, before == null ? null : json(before), json(after));
  }

  private static ObjectNode json(Definition definition) {
    ObjectNode node = Json.object();
    node.put("name", definition.name());
    node.put("key", definition.externalKey());
    node.put("assetType", definition.subject());
    node.set("content", Json.stored(definition.content()));
    return node;
  }

  private static String what(EntityType type) {
    return type == EntityType.CALENDAR ? "calendar" : "state model";
  }
}
