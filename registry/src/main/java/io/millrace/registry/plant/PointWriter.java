package io.millrace.registry.plant;

import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.json.PointJson;
import io.millrace.registry.work.UnitOfWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What changes of points leave behind. Checks nothing. */
public final class PointWriter {
  private PointWriter() {}

  /** Writes new points that are described. */
  public static void create(UnitOfWork unit, List<Point> points) {
    PointTable.insert(unit.handle(), points);
    Map<EnumerationId, Optional<Enumeration>> enumerations = new HashMap<>();
    for (Point point : points) {
      changed(unit, point.id(), ChangeAction.CREATED, null, point.spec());
      define(unit, point, enumerations);
      unit.touch(EntityType.POINT, point.id().value());
    }
  }

  /** Writes points that were seen and that nobody has described; decoding knows them already. */
  public static void discover(UnitOfWork unit, List<Point> points) {
    PointTable.insert(unit.handle(), points);
    for (Point point : points) {
      changed(unit, point.id(), ChangeAction.DISCOVERED, null, point.spec());
      unit.touch(EntityType.POINT, point.id().value());
    }
  }

  /**
   * Writes a point anew, keeps its former name and place, and returns it with its next version. The
   * kind must be the same.
   */
  static Point update(
      UnitOfWork unit, Point before, PointSpec spec, PointStatus status, ChangeAction action) {
    PointSpec old = before.spec();
    if (!spec.name().equals(old.name())) {
      Dated.keepName(unit, EntityType.POINT, before.id().value());
    }
    if (!Objects.equals(spec.asset(), old.asset())) {
      Dated.keepPlace(unit, EntityType.POINT, before.id().value());
    }
    return replace(unit, before, spec, status, action);
  }

  /** As {@link #update}, but what it was called before was no name worth keeping. */
  public static Point replace(
      UnitOfWork unit, Point before, PointSpec spec, PointStatus status, ChangeAction action) {
    PointSpec old = before.spec();
    Point after =
        new Point(
            before.id(),
            before.organisation(),
            status,
            spec,
            before.createdAtNs(),
            before.version() + 1);
    PointTable.update(unit.handle(), after);
    changed(unit, after.id(), action, old, spec);
    if (!spec.traits().equals(old.traits())) {
      unit.emit(new PointDefined(after.id(), spec.traits()));
    }
    if (spec.enumeration() != null && !spec.enumeration().equals(old.enumeration())) {
      explain(unit, after, new HashMap<>());
    }
    unit.touch(EntityType.POINT, after.id().value());
    return after;
  }

  /**
   * Dates a change of unit: samples from a source time on are stored in the spec's unit, those
   * before stay in the old one. Bindings that know their source's unit convert to the new one from
   * there on. To be called before {@link #update}.
   */
  public static void dateUnit(UnitOfWork unit, Point before, long fromNs) {
    PointTable.keepUnit(unit.handle(), unit.organisation(), before.id(), fromNs);
  }

  /** Makes the bindings of a point convert to the units that it has through time. */
  static void convertAnew(UnitOfWork unit, Point point, long fromNs) {
    for (AddressBinding binding :
        BindingTable.ofPoint(unit.handle(), unit.organisation(), point.id())) {
      if (!binding.sourceUnit().isEmpty() && binding.validToNs() > fromNs) {
        BindingWriter.bind(
            unit,
            point,
            new BindingRequest(
                binding.address(),
                binding.point(),
                Math.max(binding.validFromNs(), fromNs),
                binding.sourceUnit(),
                binding.scaling()),
            binding.validToNs());
      }
    }
  }

  private static void define(
      UnitOfWork unit, Point point, Map<EnumerationId, Optional<Enumeration>> enumerations) {
    unit.emit(new PointDefined(point.id(), point.spec().traits()));
    if (point.spec().enumeration() != null) {
      explain(unit, point, enumerations);
    }
  }

  private static void explain(
      UnitOfWork unit, Point point, Map<EnumerationId, Optional<Enumeration>> known) {
    EnumerationId id = Objects.requireNonNull(point.spec().enumeration());
    known
        .computeIfAbsent(id, _ -> EnumerationTable.find(unit.handle(), unit.organisation(), id))
        .ifPresent(
            enumeration ->
                unit.emit(new EnumerationDefined(point.id(), enumeration.current().codesByText())));
  }

  private static void changed(
      UnitOfWork unit,
      PointId id,
      ChangeAction action,
      @Nullable PointSpec before,
      PointSpec after) {
    unit.changed(
        EntityType.POINT, id.value(), action, before == null ? null : json(before), json(after));
  }

  private static ObjectNode json(PointSpec spec) {
    ObjectNode node = PointJson.write(spec);
    if (spec.asset() != null) {
      node.put("asset", spec.asset().toString());
    }
    if (spec.enumeration() != null) {
      node.put("enumeration", spec.enumeration().toString());
    }
    return node;
  }
}
