package io.millrace.registry.bulk;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.StateModelUse;
import io.millrace.registry.plant.AssetTable;
import io.millrace.registry.plant.Calendars;
import io.millrace.registry.plant.Enumerations;
import io.millrace.registry.plant.SourceTable;
import io.millrace.registry.plant.StateModels;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** All of an organisation but its points: what they refer to. */
record KnownPlant(
    List<PlantCalendar> calendars,
    List<Enumeration> enumerations,
    List<PlantStateModel> stateModels,
    List<Source> sources,
    List<Asset> assets,
    List<StateModelUse> stateModelUses) {
  static KnownPlant load(Handle handle, OrganisationId organisation) {
    return new KnownPlant(
        Calendars.all(handle, organisation),
        Enumerations.all(handle, organisation),
        StateModels.all(handle, organisation),
        SourceTable.all(handle, organisation),
        AssetTable.all(handle, organisation),
        StateModels.uses(handle, organisation));
  }
}
