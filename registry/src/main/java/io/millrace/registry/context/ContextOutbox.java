package io.millrace.registry.context;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.context.RelayMark;
import io.millrace.model.id.OrganisationId;
import io.millrace.registry.database.Counters;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.database.Uuids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Context changes that the journal does not have yet. Thread-safe. */
public final class ContextOutbox {
  private static final String REGISTRY_ID = "registry_id";

  private final Transactions transactions;

  /** The outbox of a database that has the registry's tables. */
  public ContextOutbox(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Writes changes within a transaction, in order. */
  public static void append(
      Handle handle, OrganisationId organisation, long atNs, List<ContextChange> changes) {
    long sequence = Counters.CONTEXT.take(handle, changes.size());
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO context_outbox (sequence, organisation_id, at_ns, change)"
                + " VALUES (:sequence, :organisation, :at, :change)");
    for (ContextChange change : changes) {
      batch
          .bind("sequence", sequence++)
          .bind("organisation", organisation.value())
          .bind("at", atNs)
          .bind("change", ContextChangeCodec.encode(change))
          .add();
    }
    batch.execute();
  }

  /**
   * Makes this outbox another one for all readers, since its numbers begin anew: to be done once
   * when a database is new or was restored from a backup.
   */
  public static void renew(Handle handle, UUID registry) {
    handle
        .createUpdate(
            "INSERT INTO property (name, value) VALUES (:name, :value)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind("name", REGISTRY_ID)
        .bind("value", registry.toString())
        .execute();
  }

  /** By what readers tell this outbox from others; empty in a database that is new. */
  public static Optional<UUID> registryId(Handle handle) {
    return handle
        .createQuery("SELECT value FROM property WHERE name = :name")
        .bind("name", REGISTRY_ID)
        .mapTo(String.class)
        .findOne()
        .map(UUID::fromString);
  }

  /** The oldest entries that have not been handed on, in order. */
  public List<OutboxEntry> pending(int limit) {
    return transactions.read(
        handle -> {
          UUID registry = registryId(handle).orElseThrow();
          return handle
              .createQuery(
                  "SELECT sequence, organisation_id, at_ns, change FROM context_outbox"
                      + " ORDER BY sequence LIMIT :limit")
              .bind("limit", limit)
              .map(
                  (row, _) ->
                      new OutboxEntry(
                          new RelayMark(registry, row.getLong("sequence")),
                          new OrganisationId(Uuids.get(row, "organisation_id")),
                          row.getLong("at_ns"),
                          ContextChangeCodec.decode(row.getBytes("change"))))
              .list();
        });
  }

  /** Forgets the entries up to this one: the journal has them. */
  public void forgetThrough(long sequence) {
    transactions.write(
        handle -> {
          handle
              .createUpdate("DELETE FROM context_outbox WHERE sequence <= :sequence")
              .bind("sequence", sequence)
              .execute();
          Counters.CONTEXT_RELAYED.set(handle, sequence);
          return sequence;
        });
  }

  /** The sequence of the newest entry that was ever written; 0 if there is none. */
  public long lastSequence() {
    return transactions.read(Counters.CONTEXT::last);
  }

  /** Up to which entry the journal has them; 0 if it has none. */
  public long relayedSequence() {
    return transactions.read(Counters.CONTEXT_RELAYED::last);
  }
}
