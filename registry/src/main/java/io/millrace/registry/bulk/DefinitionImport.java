package io.millrace.registry.bulk;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.EnumerationEntry;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.state.StateModel;
import io.millrace.registry.json.CalendarJson;
import io.millrace.registry.json.EnumerationJson;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.json.StateModelJson;
import io.millrace.registry.plant.Calendars;
import io.millrace.registry.plant.Enumerations;
import io.millrace.registry.plant.StateModels;
import java.util.List;

/** Takes in calendars, enumerations and state models. */
final class DefinitionImport {
  private static final List<String> CONTENT = List.of("content");

  private final ImportRun run;

  DefinitionImport(ImportRun run) {
    this.run = run;
  }

  void takeIn(PlantFile file) {
    for (Row row : file.rows(Section.CALENDARS)) {
      run.report().guard(row, () -> calendar(row));
    }
    for (Row row : file.rows(Section.ENUMERATIONS)) {
      run.report().guard(row, () -> enumeration(row));
    }
    for (Row row : file.rows(Section.STATE_MODELS)) {
      run.report().guard(row, () -> stateModel(row));
    }
  }

  private void calendar(Row row) {
    JsonFields fields = row.fields();
    String key = fields.textOr("key", "");
    String name = fields.text("name");
    ShiftCalendar shifts = CalendarJson.read(fields);
    fields.finish();
    PlantCalendar before = run.calendars().find(key, name);
    if (before == null) {
      run.calendars().put(Calendars.create(run.unit(), run.ids(), name, key, shifts));
      run.report().created(row, EntityType.CALENDAR, name);
      return;
    }
    PlantCalendar after = Calendars.update(run.unit(), before, name, key, shifts);
    run.calendars().remove(before);
    run.calendars().put(after);
    record(row, EntityType.CALENDAR, name, before.version() != after.version());
  }

  private void enumeration(Row row) {
    JsonFields fields = row.fields();
    String key = fields.textOr("key", "");
    String name = fields.text("name");
    List<EnumerationEntry> entries = EnumerationJson.read(fields.list("values"));
    fields.finish();
    Enumeration before = run.enumerations().find(key, name);
    if (before == null) {
      run.enumerations().put(Enumerations.create(run.unit(), run.ids(), name, key, entries));
      run.report().created(row, EntityType.ENUMERATION, name);
      return;
    }
    Enumeration after = Enumerations.update(run.unit(), before, name, key, entries);
    run.enumerations().remove(before);
    run.enumerations().put(after);
    record(row, EntityType.ENUMERATION, name, before.version() != after.version());
  }

  private void stateModel(Row row) {
    JsonFields fields = row.fields();
    String key = fields.textOr("key", "");
    String name = fields.text("name");
    String assetType = fields.textOr("assetType", "");
    StateModel rules = StateModelJson.read(fields);
    fields.finish();
    PlantStateModel before = run.stateModels().find(key, name);
    if (before == null) {
      run.stateModels().put(StateModels.create(run.unit(), run.ids(), name, key, assetType, rules));
      run.report().created(row, EntityType.STATE_MODEL, name);
      return;
    }
    PlantStateModel after = StateModels.update(run.unit(), before, name, key, assetType, rules);
    run.stateModels().remove(before);
    run.stateModels().put(after);
    record(row, EntityType.STATE_MODEL, name, before.version() != after.version());
  }

  private void record(Row row, EntityType type, String name, boolean changed) {
    if (changed) {
      run.report().changed(row, type, name, CONTENT);
    } else {
      run.report().kept();
    }
  }
}
