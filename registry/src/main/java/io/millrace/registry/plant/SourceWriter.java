package io.millrace.registry.plant;

import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.json.SourceJson;
import io.millrace.registry.work.UnitOfWork;
import java.util.List;

/** What changes of sources leave behind. Checks nothing. */
public final class SourceWriter {
  private SourceWriter() {}

  /** Writes new sources. */
  public static void create(UnitOfWork unit, List<Source> sources) {
    SourceTable.insert(unit.handle(), sources);
    for (Source source : sources) {
      unit.changed(
          EntityType.SOURCE,
          source.id().value(),
          ChangeAction.CREATED,
          null,
          SourceJson.write(source.spec()));
      unit.emit(defined(source));
      if (!source.spec().mapping().isEmpty()) {
        unit.emit(new MappingDefined(source.id(), source.spec().mapping()));
      }
      unit.touch(EntityType.SOURCE, source.id().value());
    }
  }

  /** Writes a source anew and returns it with its next version. */
  public static Source update(UnitOfWork unit, Source before, SourceSpec spec) {
    return update(unit, before, spec, before.retired(), ChangeAction.CHANGED);
  }

  static Source update(
      UnitOfWork unit, Source before, SourceSpec spec, boolean retired, ChangeAction action) {
    SourceSpec old = before.spec();
    if (!spec.name().equals(old.name())) {
      Dated.keepName(unit, EntityType.SOURCE, before.id().value());
    }
    Source after =
        new Source(
            before.id(),
            before.organisation(),
            spec,
            before.createdAtNs(),
            retired,
            before.version() + 1);
    SourceTable.update(unit.handle(), after);
    unit.changed(
        EntityType.SOURCE,
        after.id().value(),
        action,
        SourceJson.write(old),
        SourceJson.write(spec));
    if (!defined(after).equals(defined(before))) {
      unit.emit(defined(after));
    }
    if (spec.maxUnmappedPoints() > old.maxUnmappedPoints()) {
      SourceTable.setClosed(unit.handle(), unit.organisation(), after.id(), false);
    }
    if (!spec.mapping().equals(old.mapping())) {
      unit.emit(new MappingDefined(after.id(), spec.mapping()));
    }
    unit.touch(EntityType.SOURCE, after.id().value());
    return after;
  }

  /** What decoding needs to know of a source. */
  public static SourceDefined defined(Source source) {
    SourceSpec spec = source.spec();
    return new SourceDefined(
        source.id(),
        spec.name(),
        spec.unknownPoints(),
        spec.maxUnmappedPoints(),
        spec.clockToleranceNs(),
        spec.expectedPeriodNs(),
        spec.simulated());
  }
}
