package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.EnumerationEntry;
import io.millrace.model.plant.EnumerationVersion;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.Point;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.EnumerationJson;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the codes of points mean, in versions. Thread-safe. */
public final class Enumerations {
  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Enumerations(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new enumeration with its first version.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN}
   */
  public Enumeration create(
      Actor actor, String name, String externalKey, List<EnumerationEntry> entries) {
    return writes.run(actor, unit -> create(unit, ids, name, externalKey, entries));
  }

  /** Describes a new enumeration within a larger unit of work. */
  public static Enumeration create(
      UnitOfWork unit,
      IdGenerator ids,
      String name,
      String externalKey,
      List<EnumerationEntry> entries) {
    Enumeration enumeration =
        new Enumeration(
            new EnumerationId(ids.next()),
            unit.organisation(),
            name,
            externalKey,
            List.of(new EnumerationVersion(1, unit.atNs(), entries)),
            1);
    checkUnique(unit, enumeration);
    EnumerationTable.insert(unit.handle(), enumeration);
    changed(unit, ChangeAction.CREATED, null, enumeration);
    return enumeration;
  }

  /**
   * Says something else of an enumeration. Other entries make a new version, from now on, for all
   * points that use it; what was stored keeps the meaning of its time.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}
   */
  public Enumeration update(
      Actor actor,
      EnumerationId id,
      long version,
      String name,
      String externalKey,
      List<EnumerationEntry> entries) {
    return writes.run(
        actor,
        unit -> {
          Enumeration before =
              EnumerationTable.find(unit.handle(), unit.organisation(), id)
                  .orElseThrow(() -> notFound("enumeration", id));
          Checks.checkVersion("enumeration", before.name(), version, before.version());
          return update(unit, before, name, externalKey, entries);
        });
  }

  /** Says something else of an enumeration within a larger unit of work. */
  public static Enumeration update(
      UnitOfWork unit,
      Enumeration before,
      String name,
      String externalKey,
      List<EnumerationEntry> entries) {
    boolean same = before.current().entries().equals(entries);
    if (same && before.name().equals(name) && before.externalKey().equals(externalKey)) {
      return before;
    }
    List<EnumerationVersion> versions = new ArrayList<>(before.versions());
    if (!same) {
      int next = before.current().number() + 1;
      versions.add(new EnumerationVersion(next, unit.atNs(), entries));
    }
    Enumeration after =
        new Enumeration(
            before.id(), before.organisation(), name, externalKey, versions, before.version() + 1);
    checkUnique(unit, after);
    EnumerationTable.update(unit.handle(), after);
    if (!same) {
      EnumerationTable.insertVersion(unit.handle(), after, after.current());
      for (Point point : PointTable.ofEnumeration(unit.handle(), unit.organisation(), after.id())) {
        unit.emit(new EnumerationDefined(point.id(), after.current().codesByText()));
      }
    }
    changed(unit, ChangeAction.CHANGED, before, after);
    return after;
  }

  /** The enumeration with all its versions. */
  public Optional<Enumeration> find(OrganisationId organisation, EnumerationId id) {
    return transactions.read(handle -> EnumerationTable.find(handle, organisation, id));
  }

  /** All enumerations, in the order of their names. */
  public List<Enumeration> all(OrganisationId organisation) {
    return transactions.read(handle -> all(handle, organisation));
  }

  /** As {@link #all(OrganisationId)}, within a larger transaction. */
  public static List<Enumeration> all(Handle handle, OrganisationId organisation) {
    return EnumerationTable.all(handle, organisation);
  }

  private static void checkUnique(UnitOfWork unit, Enumeration enumeration) {
    for (Enumeration other : EnumerationTable.all(unit.handle(), unit.organisation())) {
      if (other.id().equals(enumeration.id())) {
        continue;
      }
      if (NameKey.of(other.name()).equals(NameKey.of(enumeration.name()))) {
        throw Checks.nameTaken("enumeration", enumeration.name(), "in this organisation");
      }
      if (!other.externalKey().isEmpty() && other.externalKey().equals(enumeration.externalKey())) {
        throw Checks.keyTaken("enumeration", enumeration.externalKey());
      }
    }
  }

  private static void changed(
      UnitOfWork unit, ChangeAction action, @Nullable Enumeration before, Enumeration after) {
    unit.changed(
        EntityType.ENUMERATION,
        after.id().value(),
        action,
        before == null ? null : json(before),
        json(after));
  }

  private static ObjectNode json(Enumeration enumeration) {
    ObjectNode node = Json.object();
    node.put("name", enumeration.name());
    node.put("key", enumeration.externalKey());
    node.set("values", EnumerationJson.write(enumeration.current().entries()));
    return node;
  }
}
