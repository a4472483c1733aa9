package io.millrace.registry.plant;

import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.UnitSpan;
import io.millrace.model.time.Times;
import io.millrace.model.unit.Unit;
import io.millrace.model.unit.UnitConversion;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What changes of bindings leave behind. Checks nothing but the units. */
public final class BindingWriter {
  private BindingWriter() {}

  /** Binds addresses that have no timeline yet; the points have had one unit ever since. */
  public static void create(UnitOfWork unit, List<Point> points, List<BindingRequest> requests) {
    List<AddressBinding> bindings = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      BindingRequest request = requests.get(i);
      AddressBinding binding =
          binding(
              request, request.validFromNs(), Long.MAX_VALUE, points.get(i).spec().traits().unit());
      bindings.add(binding);
      record(unit, binding);
    }
    BindingTable.insert(unit.handle(), unit.organisation(), bindings);
  }

  /** Binds an address, from the request's time until the timeline's next entry. */
  public static void bind(UnitOfWork unit, Point point, BindingRequest request) {
    bind(unit, point, request, Long.MAX_VALUE);
  }

  /**
   * Binds an address until a source time at the latest. Where the point's unit changes within, the
   * timeline has an entry for each unit.
   */
  static void bind(UnitOfWork unit, Point point, BindingRequest request, long untilNs) {
    List<UnitSpan> units =
        request.sourceUnit().isEmpty()
            ? List.of(new UnitSpan("", Long.MIN_VALUE, Long.MAX_VALUE))
            : PointTable.unitSpans(unit.handle(), unit.organisation(), point.id());
    long endNs = Math.min(untilNs, nextEntryNs(unit, request.address(), request.validFromNs()));
    for (UnitSpan span : units) {
      long fromNs = Math.max(span.validFromNs(), request.validFromNs());
      if (fromNs < Math.min(span.validToNs(), endNs)) {
        long toNs = makeRoom(unit, request.address(), fromNs);
        AddressBinding binding = binding(request, fromNs, toNs, span.unit());
        BindingTable.insert(unit.handle(), unit.organisation(), List.of(binding));
        record(unit, binding);
      }
    }
  }

  /** Ends whatever an address is bound to, from a source time on. */
  public static void unbind(UnitOfWork unit, AddressBinding bound, long fromNs) {
    Address address = bound.address();
    long toNs = makeRoom(unit, address, fromNs);
    BindingTable.insertUnbound(unit.handle(), unit.organisation(), address, fromNs, toNs);
    unit.emit(new PointUnbound(address.source(), address.channel(), address.path(), fromNs));
    ObjectNode before = json(address);
    before.put("validTo", Times.toInstant(fromNs).toString());
    unit.changed(
        EntityType.POINT, bound.point().value(), ChangeAction.UNBOUND, before, Json.object());
    unit.touch(EntityType.POINT, bound.point().value());
  }

  private static void record(UnitOfWork unit, AddressBinding binding) {
    Address address = binding.address();
    PointId point = binding.point();
    unit.emit(
        new PointBound(
            address.source(),
            address.channel(),
            address.path(),
            point,
            binding.validFromNs(),
            binding.stored().factor(),
            binding.stored().offset()));
    ObjectNode after = json(address);
    if (binding.validFromNs() != Long.MIN_VALUE) {
      after.put("validFrom", Times.toInstant(binding.validFromNs()).toString());
    }
    if (!binding.sourceUnit().isEmpty()) {
      after.put("sourceUnit", binding.sourceUnit());
    }
    if (!binding.stored().isIdentity()) {
      after.put("factor", binding.stored().factor());
      after.put("offset", binding.stored().offset());
    }
    unit.changed(EntityType.POINT, point.value(), ChangeAction.BOUND, null, after);
    unit.touch(EntityType.POINT, point.value());
  }

  private static AddressBinding binding(
      BindingRequest request, long fromNs, long toNs, String pointUnit) {
    UnitConversion conversion =
        request.sourceUnit().isEmpty() || pointUnit.isEmpty()
            ? UnitConversion.IDENTITY
            : Unit.parse(request.sourceUnit()).conversionTo(Unit.parse(pointUnit));
    return new AddressBinding(
        request.address(),
        request.point(),
        fromNs,
        toNs,
        request.sourceUnit(),
        request.scaling(),
        request.scaling().then(conversion));
  }

  /**
   * Ends the entry that holds at a time, or deletes it if it begins there.
   *
   * @return when the next entry begins
   */
  private static long makeRoom(UnitOfWork unit, Address address, long fromNs) {
    for (BindingTable.Entry entry :
        BindingTable.timeline(unit.handle(), unit.organisation(), address)) {
      if (entry.validFromNs() == fromNs) {
        BindingTable.delete(unit.handle(), unit.organisation(), address, fromNs);
        touch(unit, entry);
      } else if (entry.validFromNs() < fromNs && entry.validToNs() > fromNs) {
        BindingTable.end(unit.handle(), unit.organisation(), address, entry.validFromNs(), fromNs);
        touch(unit, entry);
      }
    }
    return nextEntryNs(unit, address, fromNs);
  }

  private static void touch(UnitOfWork unit, BindingTable.Entry entry) {
    if (entry.binding() != null) {
      unit.touch(EntityType.POINT, entry.binding().point().value());
    }
  }

  private static long nextEntryNs(UnitOfWork unit, Address address, long fromNs) {
    return BindingTable.timeline(unit.handle(), unit.organisation(), address).stream()
        .mapToLong(BindingTable.Entry::validFromNs)
        .filter(begin -> begin > fromNs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static ObjectNode json(Address address) {
    return Json.object()
        .put("source", address.source().toString())
        .put("channel", address.channel())
        .put("path", address.path());
  }
}
