package io.millrace.registry.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.unit.UnitConversion;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The table of bindings. It holds the timeline of each address: an entry holds until the next one
 * begins, and an entry without a point says that the address belongs to none.
 */
public final class BindingTable {
  private static final String SELECT =
      "SELECT source_id, channel, path, valid_from_ns, valid_to_ns, point_id, source_unit,"
          + " scaling_factor, scaling_offset, stored_factor, stored_offset FROM address_binding"
          + " WHERE organisation_id = :organisation";

  private BindingTable() {}

  /**
   * An entry of a timeline.
   *
   * @param binding null if the address belongs to nothing
   */
  public record Entry(long validFromNs, long validToNs, @Nullable AddressBinding binding) {}

  static void insert(Handle handle, OrganisationId organisation, List<AddressBinding> bindings) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO address_binding (organisation_id, source_id, channel, path,"
                + " valid_from_ns, valid_to_ns, point_id, source_unit, scaling_factor,"
                + " scaling_offset, stored_factor, stored_offset) VALUES (:organisation, :source,"
                + " :channel, :path, :from, :to, :point, :sourceUnit, :scalingFactor,"
                + " :scalingOffset, :storedFactor, :storedOffset)");
    for (AddressBinding binding : bindings) {
      bind(batch, organisation, binding.address())
          .bind("from", binding.validFromNs())
          .bind("to", binding.validToNs())
          .bind("point", binding.point().value())
          .bind("sourceUnit", binding.sourceUnit())
          .bind("scalingFactor", binding.scaling().factor())
          .bind("scalingOffset", binding.scaling().offset())
          .bind("storedFactor", binding.stored().factor())
          .bind("storedOffset", binding.stored().offset())
          .add();
    }
    batch.execute();
  }

  static void insertUnbound(
      Handle handle, OrganisationId organisation, Address address, long fromNs, long toNs) {
    bind(
            handle.createUpdate(
                "INSERT INTO address_binding (organisation_id, source_id, channel, path,"
                    + " valid_from_ns, valid_to_ns, point_id, source_unit, scaling_factor,"
                    + " scaling_offset, stored_factor, stored_offset) VALUES (:organisation,"
                    + " :source, :channel, :path, :from, :to, NULL, '', 1, 0, 1, 0)"),
            organisation,
            address)
        .bind("from", fromNs)
        .bind("to", toNs)
        .execute();
  }

  static void end(
      Handle handle, OrganisationId organisation, Address address, long fromNs, long toNs) {
    bind(
            handle.createUpdate(
                "UPDATE address_binding SET valid_to_ns = :to WHERE organisation_id = :organisation"
                    + " AND source_id = :source AND channel = :channel AND path = :path"
                    + " AND valid_from_ns = :from"),
            organisation,
            address)
        .bind("from", fromNs)
        .bind("to", toNs)
        .execute();
  }

  static void delete(Handle handle, OrganisationId organisation, Address address, long fromNs) {
    bind(
            handle.createUpdate(
                "DELETE FROM address_binding WHERE organisation_id = :organisation"
                    + " AND source_id = :source AND channel = :channel AND path = :path"
                    + " AND valid_from_ns = :from"),
            organisation,
            address)
        .bind("from", fromNs)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, OrganisationId organisation, Address address) {
    return statement
        .bind("organisation", organisation.value())
        .bind("source", address.source().value())
        .bind("channel", address.channel())
        .bind("path", address.path());
  }

  /** The timeline of an address, from the oldest entry on. */
  static List<Entry> timeline(Handle handle, OrganisationId organisation, Address address) {
    return bind(
            handle.createQuery(
                SELECT
                    + " AND source_id = :source AND channel = :channel AND path = :path"
                    + " ORDER BY valid_from_ns"),
            organisation,
            address)
        .map(BindingTable::entry)
        .list();
  }

  /** The timelines of those addresses that have one, each from the oldest entry on. */
  public static Map<Address, List<Entry>> timelines(
      Handle handle, OrganisationId organisation, Collection<Address> addresses) {
    record Found(Address address, Entry entry) {}
    Map<Address, List<Entry>> timelines = new HashMap<>();
    for (List<Address> chunk : Chunks.of(addresses)) {
      handle
          .createQuery(
              SELECT
                  + " AND source_id IN (<sources>) AND channel IN (<channels>)"
                  + " ORDER BY valid_from_ns")
          .bind("organisation", organisation.value())
          .bindList("sources", chunk.stream().map(a -> a.source().value()).distinct().toList())
          .bindList("channels", chunk.stream().map(Address::channel).distinct().toList())
          .map((row, context) -> new Found(address(row), entry(row, context)))
          .filter(found -> addresses.contains(found.address()))
          .forEach(
              found ->
                  timelines
                      .computeIfAbsent(found.address(), _ -> new ArrayList<>())
                      .add(found.entry()));
    }
    return timelines;
  }

  /** Where a point's values come or came from, the oldest first. */
  static List<AddressBinding> ofPoint(Handle handle, OrganisationId organisation, PointId point) {
    return ofPoints(handle, organisation, List.of(point.value()));
  }

  /** Where the values of points come or came from; of each point the oldest first. */
  public static List<AddressBinding> ofPoints(
      Handle handle, OrganisationId organisation, Collection<UUID> points) {
    List<AddressBinding> bindings = new ArrayList<>();
    for (List<UUID> chunk : Chunks.of(points)) {
      handle
          .createQuery(SELECT + " AND point_id IN (<points>) ORDER BY valid_from_ns")
          .bind("organisation", organisation.value())
          .bindList("points", chunk)
          .map(BindingTable::map)
          .forEach(bindings::add);
    }
    return bindings;
  }

  /** The bindings of a source that have no end, by address. */
  static List<AddressBinding> openOfSource(
      Handle handle, OrganisationId organisation, SourceId source, int limit) {
    return handle
        .createQuery(
            SELECT
                + " AND source_id = :source AND point_id IS NOT NULL AND valid_to_ns = :open"
                + " ORDER BY channel, path LIMIT :limit")
        .bind("organisation", organisation.value())
        .bind("source", source.value())
        .bind("open", Long.MAX_VALUE)
        .bind("limit", limit)
        .map(BindingTable::map)
        .list();
  }

  /** Hands on all timelines of an organisation, each from the oldest entry on. */
  static void forEach(
      Handle handle, OrganisationId organisation, BiConsumer<Address, Entry> action) {
    record Found(Address address, Entry entry) {}
    handle
        .createQuery(SELECT + " ORDER BY source_id, channel, path, valid_from_ns")
        .bind("organisation", organisation.value())
        .map((row, context) -> new Found(address(row), entry(row, context)))
        .forEach(found -> action.accept(found.address(), found.entry()));
  }

  private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
    return new Entry(
        row.getLong("valid_from_ns"),
        row.getLong("valid_to_ns"),
        Uuids.find(row, "point_id") == null ? null : map(row, context));
  }

  private static Address address(ResultSet row) throws SQLException {
    return new Address(
        new SourceId(Uuids.get(row, "source_id")), row.getString("channel"), row.getString("path"));
  }

  private static AddressBinding map(ResultSet row, StatementContext context) throws SQLException {
    return new AddressBinding(
        address(row),
        new PointId(Uuids.get(row, "point_id")),
        row.getLong("valid_from_ns"),
        row.getLong("valid_to_ns"),
        row.getString("source_unit"),
        new UnitConversion(row.getDouble("scaling_factor"), row.getDouble("scaling_offset")),
        new UnitConversion(row.getDouble("stored_factor"), row.getDouble("stored_offset")));
  }
}
