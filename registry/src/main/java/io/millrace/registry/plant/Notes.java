package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Note;
import io.millrace.model.time.TimeRange;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.work.Writes;
import java.util.List;

/** What people write down about assets. Thread-safe. */
public final class Notes {
  /** How many notes one answer may hold. */
  public static final int MAX_PAGE = 1_000;

  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Notes(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Writes something down.
   *
   * @param atNs what time it is about, nanoseconds since the epoch
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public Note add(Actor actor, AssetId asset, long atNs, String text) {
    return writes.run(
        actor,
        unit -> {
          if (AssetTable.find(unit.handle(), unit.organisation(), asset).isEmpty()) {
            throw Checks.notFound("asset", asset);
          }
          Note note = new Note(ids.next(), asset, atNs, actor.principal(), text);
          unit.handle()
              .createUpdate(
                  "INSERT INTO note (id, organisation_id, asset_id, at_ns, written_by, text)"
                      + " VALUES (:id, :organisation, :asset, :at, :by, :text)")
              .bind("id", note.id())
              .bind("organisation", unit.organisation().value())
              .bind("asset", asset.value())
              .bind("at", note.atNs())
              .bind("by", note.by())
              .bind("text", note.text())
              .execute();
          return note;
        });
  }

  /** What was written about an asset and a span of time, the newest first. */
  public List<Note> of(OrganisationId organisation, AssetId asset, TimeRange range, int limit) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id, at_ns, written_by, text FROM note"
                        + " WHERE organisation_id = :organisation AND asset_id = :asset"
                        + " AND at_ns >= :from AND at_ns < :to ORDER BY at_ns DESC LIMIT :limit")
                .bind("organisation", organisation.value())
                .bind("asset", asset.value())
                .bind("from", range.fromNs())
                .bind("to", range.toNs())
                .bind("limit", Math.clamp(limit, 1, MAX_PAGE))
                .map(
                    (row, _) ->
                        new Note(
                            Uuids.get(row, "id"),
                            asset,
                            row.getLong("at_ns"),
                            row.getString("written_by"),
                            row.getString("text")))
                .list());
  }
}
