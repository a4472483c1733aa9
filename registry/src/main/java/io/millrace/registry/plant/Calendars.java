package io.millrace.registry.plant;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.CalendarJson;
import io.millrace.registry.json.Json;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.plant.DefinitionTable.Definition;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Calendars, and which one an asset follows. Thread-safe. */
public final class Calendars {
  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Calendars(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new calendar.
   *
   * @param externalKey may be empty
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN}
   */
  public PlantCalendar create(Actor actor, String name, String externalKey, ShiftCalendar shifts) {
    return writes.run(actor, unit -> create(unit, ids, name, externalKey, shifts));
  }

  /** Describes a new calendar within a larger unit of work. */
  public static PlantCalendar create(
      UnitOfWork unit, IdGenerator ids, String name, String externalKey, ShiftCalendar shifts) {
    PlantCalendar calendar =
        new PlantCalendar(
            new CalendarId(ids.next()), unit.organisation(), name, externalKey, shifts, 1);
    Definitions.create(unit, definition(calendar));
    return calendar;
  }

  /**
   * Says something else of a calendar.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}
   */
  public PlantCalendar update(
      Actor actor,
      CalendarId id,
      long version,
      String name,
      String externalKey,
      ShiftCalendar shifts) {
    return writes.run(
        actor,
        unit -> {
          Definition before = Definitions.forUpdate(unit, EntityType.CALENDAR, id.value(), version);
          return update(unit, calendar(before), name, externalKey, shifts);
        });
  }

  /** Says something else of a calendar within a larger unit of work. */
  public static PlantCalendar update(
      UnitOfWork unit,
      PlantCalendar before,
      String name,
      String externalKey,
      ShiftCalendar shifts) {
    PlantCalendar after =
        new PlantCalendar(
            before.id(), before.organisation(), name, externalKey, shifts, before.version());
    return calendar(Definitions.update(unit, definition(before), definition(after)));
  }

  /**
   * Deletes a calendar.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_CONFLICT} while an asset
   *     follows it
   */
  public void delete(Actor actor, CalendarId id, long version) {
    writes.run(
        actor,
        unit -> {
          Definition before = Definitions.forUpdate(unit, EntityType.CALENDAR, id.value(), version);
          int used =
              unit.handle()
                  .createQuery(
                      "SELECT count(*) FROM asset WHERE organisation_id = :organisation"
                          + " AND calendar_id = :id")
                  .bind("organisation", unit.organisation().value())
                  .bind("id", id.value())
                  .mapTo(Integer.class)
                  .one();
          if (used > 0) {
            throw Checks.conflict(
                "The calendar '" + before.name() + "' is in use by " + used + " assets.");
          }
          Definitions.delete(unit, before);
          return id;
        });
  }

  /** The calendar; empty if the organisation has none with this id. */
  public Optional<PlantCalendar> find(OrganisationId organisation, CalendarId id) {
    return transactions.read(
        handle ->
            DefinitionTable.find(handle, organisation, EntityType.CALENDAR, id.value())
                .map(Calendars::calendar));
  }

  /** All calendars, in the order of their names. */
  public List<PlantCalendar> all(OrganisationId organisation) {
    return transactions.read(handle -> all(handle, organisation));
  }

  /** As {@link #all(OrganisationId)}, within a larger transaction. */
  public static List<PlantCalendar> all(Handle handle, OrganisationId organisation) {
    return DefinitionTable.all(handle, organisation, EntityType.CALENDAR).stream()
        .map(Calendars::calendar)
        .toList();
  }

  /** The calendar that an asset follows: its own, or that of the nearest above that has one. */
  public Optional<PlantCalendar> ofAsset(OrganisationId organisation, AssetId asset) {
    return transactions.read(
        handle ->
            AssetTable.lineage(handle, organisation, asset).stream()
                .map(above -> above.spec().calendar())
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(
                    id ->
                        DefinitionTable.find(handle, organisation, EntityType.CALENDAR, id.value()))
                .map(Calendars::calendar));
  }

  private static Definition definition(PlantCalendar calendar) {
    return new Definition(
        calendar.id().value(),
        calendar.organisation(),
        EntityType.CALENDAR,
        calendar.name(),
        calendar.externalKey(),
        "",
        Json.text(CalendarJson.write(calendar.shifts())),
        calendar.version());
  }

  private static PlantCalendar calendar(Definition definition) {
    JsonFields fields = JsonFields.of("calendar", Json.stored(definition.content()));
    return new PlantCalendar(
        new CalendarId(definition.id()),
        definition.organisation(),
        definition.name(),
        definition.externalKey(),
        CalendarJson.read(fields),
        definition.version());
  }
}
