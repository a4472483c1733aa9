package io.millrace.registry.plant;

import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.registry.work.UnitOfWork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the journal everything that is in force in an organisation, as if it were new: for a
 * journal that begins anew, or after the registry was restored from a backup and the journal knows
 * more than it does.
 */
public final class Republication {
  private static final int PAGE = 1_000;

  private final UnitOfWork unit;

  public Republication(UnitOfWork unit) {
    this.unit = unit;
  }

  /** Writes it to the outbox: sources, points, and the timelines of all addresses. */
  public void run() {
    for (Source source : SourceTable.all(unit.handle(), unit.organisation())) {
      unit.emit(SourceWriter.defined(source));
      if (!source.spec().mapping().isEmpty()) {
        unit.emit(new MappingDefined(source.id(), source.spec().mapping()));
      }
      // Whoever counts unmapped points tells the new journal when there are too many.
      SourceTable.setClosed(unit.handle(), unit.organisation(), source.id(), false);
    }
    Map<EnumerationId, Enumeration> enumerations = new HashMap<>();
    EnumerationTable.all(unit.handle(), unit.organisation())
        .forEach(enumeration -> enumerations.put(enumeration.id(), enumeration));
    points(PointStatus.ACTIVE, enumerations);
    points(PointStatus.RETIRED, enumerations);
    BindingTable.forEach(unit.handle(), unit.organisation(), this::emit);
  }

  private void points(PointStatus status, Map<EnumerationId, Enumeration> enumerations) {
    @Nullable PointId after = null;
    List<Point> page;
    do {
      page = PointTable.page(unit.handle(), unit.organisation(), status, after, PAGE);
      for (Point point : page) {
        unit.emit(new PointDefined(point.id(), point.spec().traits()));
        Enumeration enumeration =
            point.spec().enumeration() == null
                ? null
                : enumerations.get(point.spec().enumeration());
        if (enumeration != null) {
          unit.emit(new EnumerationDefined(point.id(), enumeration.current().codesByText()));
        }
        after = point.id();
      }
    } while (page.size() == PAGE);
  }

  private void emit(Address address, BindingTable.Entry entry) {
    AddressBinding binding = entry.binding();
    if (binding == null) {
      unit.emit(
          new PointUnbound(
              address.source(), address.channel(), address.path(), entry.validFromNs()));
    } else {
      unit.emit(
          new PointBound(
              address.source(),
              address.channel(),
              address.path(),
              binding.point(),
              binding.validFromNs(),
              binding.stored().factor(),
              binding.stored().offset()));
    }
  }
}
