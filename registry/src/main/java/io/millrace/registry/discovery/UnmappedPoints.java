package io.millrace.registry.discovery;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.discovery.DiscoveryTable.Discovery;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.registry.plant.BindingTable;
import io.millrace.registry.plant.BindingWriter;
import io.millrace.registry.plant.Bindings;
import io.millrace.registry.plant.PointTable;
import io.millrace.registry.plant.PointWriter;
import io.millrace.registry.plant.Points;
import io.millrace.registry.plant.SourceTable;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Points that nobody has described, and their adoption. Thread-safe. */
public final class UnmappedPoints {
  /** How many points one command may be about. */
  public static final int MAX_BATCH = 10_000;

  private final Transactions transactions;
  private final Writes writes;

  public UnmappedPoints(Transactions transactions, Writes writes) {
    this.transactions = transactions;
    this.writes = writes;
  }

  /**
   * Takes in addresses at which values arrived. What is there already is left as it is, so that the
   * same may be reported again. When a source has as many as it may, the journal is told once which
   * they are ({@link UnmappedPointsClosed}), and further ones are refused until the limit is
   * raised.
   *
   * @param actor the organisation of the sources
   * @throws RegistryException {@code REGISTRY_TOO_LARGE} beyond {@value #MAX_BATCH}
   */
  public DiscoveryResult discover(Actor actor, List<DiscoveredAddress> discovered) {
    checkBatch(discovered.size());
    return writes.run(
        actor,
        unit -> {
          Map<SourceId, List<DiscoveredAddress>> bySource = new LinkedHashMap<>();
          Set<UUID> ids = new HashSet<>();
          for (DiscoveredAddress one : discovered) {
            if (ids.add(one.point().value())) {
              bySource.computeIfAbsent(one.address().source(), _ -> new ArrayList<>()).add(one);
            }
          }
          int added = 0;
          int known = discovered.size() - ids.size();
          int refused = 0;
          for (Map.Entry<SourceId, List<DiscoveredAddress>> entry : bySource.entrySet()) {
            DiscoveryResult result = discover(unit, entry.getKey(), entry.getValue());
            added += result.added();
            known += result.known();
            refused += result.refused();
          }
          return new DiscoveryResult(added, known, refused);
        });
  }

  private static DiscoveryResult discover(
      UnitOfWork unit, SourceId sourceId, List<DiscoveredAddress> discovered) {
    Handle handle = unit.handle();
    Optional<Source> source = SourceTable.find(handle, unit.organisation(), sourceId);
    if (source.isEmpty()) {
      return new DiscoveryResult(0, 0, discovered.size());
    }
    Set<UUID> known = new HashSet<>();
    List<UUID> ids = discovered.stream().map(one -> one.point().value()).toList();
    PointTable.findAll(handle, unit.organisation(), ids)
        .forEach(point -> known.add(point.id().value()));
    List<DiscoveredAddress> fresh =
        discovered.stream().filter(one -> !known.contains(one.point().value())).toList();
    if (fresh.isEmpty()) {
      return new DiscoveryResult(0, known.size(), 0);
    }
    int open = DiscoveryTable.open(handle, unit.organisation(), sourceId).size();
    int room = Math.max(0, source.get().spec().maxUnmappedPoints() - open);
    List<DiscoveredAddress> accepted = fresh.subList(0, Math.min(room, fresh.size()));
    if (!accepted.isEmpty()) {
      PointWriter.discover(unit, accepted.stream().map(one -> point(unit, one)).toList());
      DiscoveryTable.insert(handle, unit.organisation(), accepted);
    }
    if (accepted.size() >= room) {
      close(unit, sourceId);
    }
    return new DiscoveryResult(accepted.size(), known.size(), fresh.size() - accepted.size());
  }

  private static Point point(UnitOfWork unit, DiscoveredAddress one) {
    return new Point(
        one.point(),
        unit.organisation(),
        PointStatus.UNMAPPED,
        PointSpec.of(ProposedName.of(one.address().channel(), one.address().path()), one.kind()),
        unit.atNs(),
        1);
  }

  /** Tells the journal which addresses of a full source yield samples. */
  private static void close(UnitOfWork unit, SourceId sourceId) {
    Handle handle = unit.handle();
    if (SourceTable.isClosed(handle, unit.organisation(), sourceId)) {
      return;
    }
    List<Discovery> open = DiscoveryTable.open(handle, unit.organisation(), sourceId);
    Map<UUID, Point> points = new HashMap<>();
    PointTable.findAll(
            handle,
            unit.organisation(),
            open.stream().map(discovery -> discovery.point().value()).toList())
        .forEach(point -> points.put(point.id().value(), point));
    List<ContextChange.Address> accepted = new ArrayList<>();
    for (Discovery discovery : open) {
      Point point = points.get(discovery.point().value());
      if (point != null) {
        accepted.add(
            new ContextChange.Address(
                discovery.address().channel(),
                discovery.address().path(),
                point.spec().traits().kind()));
      }
    }
    unit.emit(new UnmappedPointsClosed(sourceId, accepted));
    SourceTable.setClosed(handle, unit.organisation(), sourceId, true);
  }

  /**
   * The points of a source that nobody has described, in the order of their addresses.
   *
   * @param status {@link PointStatus#UNMAPPED} or {@link PointStatus#DISMISSED}
   */
  public List<UnmappedPoint> ofSource(
      OrganisationId organisation, SourceId source, PointStatus status) {
    return transactions.read(
        handle ->
            joined(
                handle, organisation, DiscoveryTable.open(handle, organisation, source), status));
  }

  /**
   * Unmapped or dismissed points of all sources, in the order of their ids.
   *
   * @param status {@link PointStatus#UNMAPPED} or {@link PointStatus#DISMISSED}
   * @param after only those after this one, to page on; null to begin
   */
  public List<UnmappedPoint> page(
      OrganisationId organisation, PointStatus status, @Nullable PointId after, int limit) {
    return transactions.read(
        handle -> {
          List<Point> points =
              PointTable.page(handle, organisation, status, after, Math.clamp(limit, 1, MAX_BATCH));
          Map<UUID, Discovery> discoveries =
              DiscoveryTable.findAll(
                  handle, organisation, points.stream().map(p -> p.id().value()).toList());
          List<UnmappedPoint> found = new ArrayList<>();
          for (Point point : points) {
            Discovery discovery = discoveries.get(point.id().value());
            if (discovery != null) {
              found.add(new UnmappedPoint(point, discovery.address(), discovery.firstSeenNs()));
            }
          }
          return found;
        });
  }

  /**
   * Where values of points were first seen, before or without a description. Points that never were
   * unmapped are left out.
   */
  public Map<PointId, Address> addresses(OrganisationId organisation, List<PointId> points) {
    checkBatch(points.size());
    Map<PointId, Address> found = new HashMap<>();
    transactions
        .read(
            handle ->
                DiscoveryTable.findAll(
                    handle, organisation, points.stream().map(PointId::value).toList()))
        .values()
        .forEach(discovery -> found.put(discovery.point(), discovery.address()));
    return found;
  }

  /**
   * Proposes descriptions with names that differ from each other, for a person to look over and to
   * hand to {@link #adopt}.
   */
  public List<Adoption> propose(OrganisationId organisation, List<PointId> points) {
    checkBatch(points.size());
    return transactions.read(
        handle -> {
          List<UUID> ids = points.stream().map(PointId::value).toList();
          Map<UUID, Discovery> discoveries = DiscoveryTable.findAll(handle, organisation, ids);
          Map<UUID, Point> found = new HashMap<>();
          PointTable.findAll(handle, organisation, ids)
              .forEach(point -> found.put(point.id().value(), point));
          Set<String> taken = ProposedName.noneTaken();
          List<Adoption> proposed = new ArrayList<>();
          for (UUID id : ids) {
            Discovery discovery = discoveries.get(id);
            Point point = found.get(id);
            if (discovery != null && point != null) {
              String name =
                  ProposedName.unique(
                      discovery.address().channel(), discovery.address().path(), taken);
              proposed.add(Adoption.plain(point.id(), point.spec().edit().name(name).build()));
            }
          }
          return proposed;
        });
  }

  /**
   * Says what unmapped or dismissed points are, all or none. They keep their ids and so their
   * history. Where values are scaled or converted, that begins now: what was stored before stays as
   * the source sent it, and {@link Points#units} tells so.
   *
   * @throws RegistryException {@code REGISTRY_CONFLICT} if one is adopted already, and whatever
   *     {@link Points#create} refuses
   */
  public List<Point> adopt(Actor actor, List<Adoption> adoptions) {
    checkBatch(adoptions.size());
    return writes.run(
        actor, unit -> adoptions.stream().map(adoption -> adopt(unit, adoption)).toList());
  }

  private static Point adopt(UnitOfWork unit, Adoption adoption) {
    Point before = Points.find(unit, adoption.point());
    Discovery discovery = undescribed(unit, before);
    Points.check(unit, before, adoption.spec());
    BindingRequest asNow =
        new BindingRequest(
            discovery.address(),
            before.id(),
            unit.atNs(),
            adoption.sourceUnit(),
            adoption.scaling());
    Bindings.checkScaling(before, asNow);
    boolean asItComes =
        adoption.scaling().isIdentity()
            && (adoption.sourceUnit().isEmpty()
                || adoption.sourceUnit().equals(adoption.spec().traits().unit()));
    long fromNs = asItComes ? Long.MIN_VALUE : unit.atNs();
    if (!asItComes) {
      // What is stored so far is in the source's unit, if it is in any.
      String rawUnit = adoption.scaling().isIdentity() ? adoption.sourceUnit() : "";
      PointTable.setUnit(unit.handle(), unit.organisation(), before.id(), rawUnit);
      PointWriter.dateUnit(unit, before, fromNs);
    }
    Point after =
        PointWriter.replace(
            unit, before, adoption.spec(), PointStatus.ACTIVE, ChangeAction.ADOPTED);
    if (after.spec().traits().equals(before.spec().traits())) {
      unit.emit(new PointDefined(after.id(), after.spec().traits()));
    }
    BindingWriter.bind(
        unit,
        after,
        new BindingRequest(
            asNow.address(), asNow.point(), fromNs, asNow.sourceUnit(), asNow.scaling()));
    DiscoveryTable.setAdopted(unit.handle(), unit.organisation(), after.id(), fromNs);
    return after;
  }

  /**
   * Takes an adoption back: the point is unmapped again, and values are stored as they come.
   *
   * @param version the version that was read
   * @throws RegistryException {@code REGISTRY_STALE}, {@code REGISTRY_CONFLICT} if the point was
   *     not adopted, or other addresses belong to it by now
   */
  public Point undo(Actor actor, PointId id, long version) {
    return writes.run(
        actor,
        unit -> {
          Point before = Points.find(unit, id);
          if (before.version() != version) {
            throw new RegistryException(
                RegistryError.REGISTRY_STALE,
                "The point '"
                    + before.name()
                    + "' was changed meanwhile. Read it again and repeat your change.");
          }
          return undo(unit, before);
        });
  }

  private static Point undo(UnitOfWork unit, Point before) {
    Discovery discovery =
        DiscoveryTable.find(unit.handle(), unit.organisation(), before.id())
            .filter(found -> found.adoptedFromNs() != null)
            .filter(_ -> before.status() == PointStatus.ACTIVE)
            .orElseThrow(
                () ->
                    conflict("The point '" + before.name() + "' was not adopted, or not lately."));
    List<AddressBinding> bindings =
        BindingTable.ofPoints(unit.handle(), unit.organisation(), List.of(before.id().value()));
    if (!bindings.stream().allMatch(b -> b.address().equals(discovery.address()))) {
      throw conflict(
          "The values of the point '" + before.name() + "' come from other addresses too by now.");
    }
    boolean asItCame = bindings.stream().allMatch(binding -> binding.stored().isIdentity());
    String rawUnit = "";
    if (!asItCame) {
      rawUnit =
          PointTable.unitSpans(unit.handle(), unit.organisation(), before.id()).getFirst().unit();
      PointWriter.dateUnit(unit, before, unit.atNs());
    }
    for (AddressBinding binding : bindings) {
      if (binding.validToNs() == Long.MAX_VALUE) {
        BindingWriter.unbind(unit, binding, asItCame ? binding.validFromNs() : unit.atNs());
      }
    }
    PointSpec raw =
        PointSpec.of(
            ProposedName.of(discovery.address().channel(), discovery.address().path()),
            before.spec().traits().kind());
    PointSpec spec = rawUnit.isEmpty() ? raw : raw.edit().unit(rawUnit).build();
    DiscoveryTable.setAdopted(unit.handle(), unit.organisation(), before.id(), null);
    return PointWriter.replace(
        unit, before, spec, PointStatus.UNMAPPED, ChangeAction.ADOPTION_UNDONE);
  }

  /**
   * Says that nobody cares for unmapped points: they are not listed and not found any more, and
   * still count to their source's limit, since their values still arrive.
   *
   * @throws RegistryException {@code REGISTRY_NOT_FOUND}, {@code REGISTRY_CONFLICT} if one is
   *     adopted
   */
  public void dismiss(Actor actor, List<PointId> points) {
    setStatus(actor, points, PointStatus.DISMISSED, ChangeAction.DISMISSED);
  }

  /** Lists dismissed points again. */
  public void recall(Actor actor, List<PointId> points) {
    setStatus(actor, points, PointStatus.UNMAPPED, ChangeAction.RESTORED);
  }

  private void setStatus(
      Actor actor, List<PointId> points, PointStatus status, ChangeAction action) {
    checkBatch(points.size());
    writes.run(
        actor,
        unit -> {
          for (PointId id : points) {
            Point before = Points.find(unit, id);
            undescribed(unit, before);
            if (before.status() != status) {
              PointWriter.replace(unit, before, before.spec(), status, action);
            }
          }
          return status;
        });
  }

  private static Discovery undescribed(UnitOfWork unit, Point point) {
    return DiscoveryTable.find(unit.handle(), unit.organisation(), point.id())
        .filter(
            _ -> point.status() == PointStatus.UNMAPPED || point.status() == PointStatus.DISMISSED)
        .orElseThrow(() -> conflict("The point '" + point.name() + "' is described already."));
  }

  private static List<UnmappedPoint> joined(
      Handle handle, OrganisationId organisation, List<Discovery> discoveries, PointStatus status) {
    Map<UUID, Point> points = new HashMap<>();
    PointTable.findAll(
            handle, organisation, discoveries.stream().map(d -> d.point().value()).toList())
        .forEach(point -> points.put(point.id().value(), point));
    List<UnmappedPoint> found = new ArrayList<>();
    for (Discovery discovery : discoveries) {
      Point point = points.get(discovery.point().value());
      if (point != null && point.status() == status) {
        found.add(new UnmappedPoint(point, discovery.address(), discovery.firstSeenNs()));
      }
    }
    return found;
  }

  private static void checkBatch(int size) {
    if (size > MAX_BATCH) {
      throw new RegistryException(
          RegistryError.REGISTRY_TOO_LARGE,
          "At most " + MAX_BATCH + " points can be handled at once, not " + size + ".");
    }
  }

  private static RegistryException conflict(String message) {
    return new RegistryException(RegistryError.REGISTRY_CONFLICT, message);
  }
}
