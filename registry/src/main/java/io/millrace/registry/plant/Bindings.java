package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.conflict;
import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.registry.change.Actor;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which address of which source belongs to which point, from when to when (law 14). Thread-safe.
 */
public final class Bindings {
  /** How many bindings one answer may hold. */
  public static final int MAX_PAGE = 100_000;

  private final Transactions transactions;
  private final Writes writes;

  public Bindings(Transactions transactions, Writes writes) {
    this.transactions = transactions;
    this.writes = writes;
  }

  /**
   * Binds an address to a point, from a source time until the next entry of the address's timeline.
   * What was bound there before ends. Where the point's unit changes within that time, so does the
   * conversion.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}, {@code
   *     REGISTRY_CONFLICT} if source or point is out of use, {@code REGISTRY_INVALID} for scaling
   *     of what is no number
   * @throws io.millrace.model.unit.UnitException if the source's unit does not convert to the
   *     point's
   */
  public void bind(Actor actor, BindingRequest request) {
    writes.run(
        actor,
        unit -> {
          BindingWriter.bind(unit, checked(unit, request), request);
          return request;
        });
  }

  /**
   * Ends the binding of an address, from a source time on.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND} if the address
   *     is bound to nothing at that time
   */
  public void unbind(Actor actor, Address address, long fromNs) {
    writes.run(
        actor,
        unit -> {
          AddressBinding bound =
              BindingTable.timeline(unit.handle(), unit.organisation(), address).stream()
                  .map(BindingTable.Entry::binding)
                  .filter(Objects::nonNull)
                  .filter(binding -> binding.holdsAt(fromNs))
                  .findFirst()
                  .orElseThrow(() -> notFound("binding", address.channel() + " " + address.path()));
          BindingWriter.unbind(unit, bound, fromNs);
          return bound;
        });
  }

  /** Where a point's values come or came from, the oldest first. */
  public List<AddressBinding> ofPoint(OrganisationId organisation, PointId point) {
    return transactions.read(handle -> BindingTable.ofPoint(handle, organisation, point));
  }

  /** What an address belongs or belonged to, the oldest first. */
  public List<AddressBinding> ofAddress(OrganisationId organisation, Address address) {
    return transactions.read(
        handle ->
            BindingTable.timeline(handle, organisation, address).stream()
                .map(BindingTable.Entry::binding)
                .filter(Objects::nonNull)
                .toList());
  }

  /** What an address belongs to at a source time; empty if to nothing. */
  public Optional<AddressBinding> at(OrganisationId organisation, Address address, long timeNs) {
    return ofAddress(organisation, address).stream()
        .filter(binding -> binding.holdsAt(timeNs))
        .findFirst();
  }

  /** The bindings of a source that have no end, in the order of channel and path. */
  public List<AddressBinding> ofSource(OrganisationId organisation, SourceId source, int limit) {
    return transactions.read(
        handle ->
            BindingTable.openOfSource(
                handle, organisation, source, Math.clamp(limit, 1, MAX_PAGE)));
  }

  private static Point checked(UnitOfWork unit, BindingRequest request) {
    SourceId sourceId = request.address().source();
    Source source =
        SourceTable.find(unit.handle(), unit.organisation(), sourceId)
            .orElseThrow(() -> notFound("source", sourceId));
    if (source.retired()) {
      throw conflict("The source '" + source.name() + "' is out of use.");
    }
    Point point =
        PointTable.find(unit.handle(), unit.organisation(), request.point())
            .orElseThrow(() -> notFound("point", request.point()));
    if (point.status() != PointStatus.ACTIVE) {
      throw conflict("The point '" + point.name() + "' is not in use; adopt or restore it first.");
    }
    checkScaling(point, request);
    return point;
  }

  /**
   * Refuses to scale or convert what is no number.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_INVALID}
   */
  public static void checkScaling(Point point, BindingRequest request) {
    if (!point.spec().traits().kind().isNumeric()
        && (!request.sourceUnit().isEmpty() || !request.scaling().isIdentity())) {
      throw Checks.invalid(
          "The values of the point '" + point.name() + "' are no numbers and cannot be scaled.");
    }
  }
}
