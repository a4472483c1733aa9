package io.millrace.registry.bulk;

import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.Point;
import io.millrace.model.unit.Unit;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.registry.plant.BindingTable;
import io.millrace.registry.plant.BindingWriter;
import io.millrace.registry.plant.Bindings;
import io.millrace.registry.work.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds addresses to the points of one batch: from the beginning if the address never belonged to
 * anything, else from now on.
 */
final class AddressImport {
  private final UnitOfWork unit;
  private final KnownPoints known;
  private final List<Point> newPoints = new ArrayList<>();
  private final List<BindingRequest> newBindings = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();

  /** A binding for which there is a history to look at, so that it is made one by one. */
  private record Later(Point point, BindingRequest request) {}

  AddressImport(UnitOfWork unit, KnownPoints known) {
    this.unit = unit;
    this.known = known;
  }

  /**
   * Notes that an address shall belong to a point.
   *
   * @return whether that changes anything
   */
  boolean take(Point point, BindingRequest request, boolean isNew) {
    Bindings.checkScaling(point, request);
    checkUnits(point, request);
    List<BindingTable.Entry> timeline = known.timeline(request.address());
    for (BindingTable.Entry entry : timeline) {
      AddressBinding binding = entry.binding();
      if (binding == null || entry.validToNs() != Long.MAX_VALUE) {
        continue;
      }
      if (!binding.point().equals(point.id())) {
        throw new PlantException(
            "address",
            "The address '"
                + request.address().channel()
                + "' '"
                + request.address().path()
                + "' belongs to another point already; end that binding first.");
      }
      if (binding.sourceUnit().equals(request.sourceUnit())
          && binding.scaling().equals(request.scaling())) {
        return false;
      }
    }
    if (timeline.isEmpty() && isNew) {
      newPoints.add(point);
      newBindings.add(request);
    } else {
      long fromNs = timeline.isEmpty() ? Long.MIN_VALUE : unit.atNs();
      later.add(
          new Later(
              point,
              new BindingRequest(
                  request.address(),
                  request.point(),
                  fromNs,
                  request.sourceUnit(),
                  request.scaling())));
    }
    known.bind(request.address(), asIfBound(request));
    return true;
  }

  /** Writes what was noted; the points must be there. */
  void write() {
    if (!newBindings.isEmpty()) {
      BindingWriter.create(unit, newPoints, newBindings);
    }
    later.forEach(one -> BindingWriter.bind(unit, one.point(), one.request()));
  }

  private static BindingTable.Entry asIfBound(BindingRequest request) {
    return new BindingTable.Entry(
        request.validFromNs(),
        Long.MAX_VALUE,
        new AddressBinding(
            request.address(),
            request.point(),
            request.validFromNs(),
            Long.MAX_VALUE,
            request.sourceUnit(),
            request.scaling(),
            request.scaling()));
  }

  private static void checkUnits(Point point, BindingRequest request) {
    if (!request.sourceUnit().isEmpty()) {
      Unit sourceUnit = Unit.parse(request.sourceUnit());
      if (!point.spec().traits().unit().isEmpty()) {
        sourceUnit.conversionTo(Unit.parse(point.spec().traits().unit()));
      }
    }
  }
}
