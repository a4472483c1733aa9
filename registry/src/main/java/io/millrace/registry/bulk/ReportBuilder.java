package io.millrace.registry.bulk;

import io.millrace.model.calendar.CalendarException;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.MillraceException;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantException;
import io.millrace.model.state.StateException;
import io.millrace.model.unit.UnitException;
import io.millrace.registry.error.RegistryException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Collects what an import does, and why it cannot. */
final class ReportBuilder {
  private final int maxListed;
  private final List<ImportEffect> effects = new ArrayList<>();
  private final List<ImportFault> faults = new ArrayList<>();
  private int created;
  private int changed;
  private int kept;
  private int refused;

  ReportBuilder(int maxListed) {
    this.maxListed = maxListed;
  }

  void created(Row row, EntityType type, String name) {
    created++;
    effect(new ImportEffect(row.line(), ImportAction.CREATE, type, name, List.of()));
  }

  void changed(Row row, EntityType type, String name, List<String> fields) {
    changed++;
    effect(new ImportEffect(row.line(), ImportAction.CHANGE, type, name, fields));
  }

  void kept() {
    kept++;
  }

  void fault(ImportFault fault) {
    refused++;
    if (faults.size() < maxListed) {
      faults.add(fault);
    }
  }

  private void fault(Row row, String field, MillraceException e) {
    fault(new ImportFault(row.line(), field, String.valueOf(e.getMessage())));
  }

  /**
   * Does something for a row, and turns a refusal into a fault of the row.
   *
   * @throws RegistryException if not the row is at fault but the database
   */
  void guard(Row row, Runnable work) {
    try {
      work.run();
    } catch (PlantException e) {
      fault(row, e.field(), e);
    } catch (UnitException e) {
      fault(row, "unit", e);
    } catch (CalendarException | StateException e) {
      fault(row, "", e);
    } catch (RegistryException e) {
      if (!isRowsFault(e)) {
        throw e;
      }
      fault(row, "", e);
    }
  }

  private static boolean isRowsFault(MillraceException e) {
    ErrorCategory category = e.code().category();
    return category == ErrorCategory.INVALID
        || category == ErrorCategory.CONFLICT
        || category == ErrorCategory.NOT_FOUND;
  }

  boolean hasFaults() {
    return refused > 0;
  }

  ImportReport report(boolean applied) {
    return new ImportReport(applied, created, changed, kept, refused, effects, faults);
  }

  private void effect(ImportEffect effect) {
    if (effects.size() < maxListed) {
      effects.add(effect);
    }
  }

  /** The fields in which two objects differ, in the order of the second and then the first. */
  static List<String> differing(@Nullable ObjectNode before, ObjectNode after) {
    List<String> fields = new ArrayList<>();
    for (String field : after.propertyNames()) {
      if (before == null || !after.get(field).equals(before.get(field))) {
        fields.add(field);
      }
    }
    if (before != null) {
      for (String field : before.propertyNames()) {
        if (!after.has(field)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }
}
