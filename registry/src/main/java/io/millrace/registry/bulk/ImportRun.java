package io.millrace.registry.bulk;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.Source;
import io.millrace.registry.work.UnitOfWork;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the steps of one import share.
 *
 * @param unit the transaction
 * @param report what happens
 * @param assets all assets in use
 * @param assetOfRow the asset of each row that was taken in
 * @param lineOfThing in which line each thing was taken in
 */
record ImportRun(
    UnitOfWork unit,
    IdGenerator ids,
    ReportBuilder report,
    References<PlantCalendar> calendars,
    References<Enumeration> enumerations,
    References<PlantStateModel> stateModels,
    References<Source> sources,
    AssetTree assets,
    Map<Row, Asset> assetOfRow,
    Map<UUID, Integer> lineOfThing) {
  static ImportRun of(UnitOfWork unit, IdGenerator ids, ReportBuilder report, KnownPlant known) {
    return new ImportRun(
        unit,
        ids,
        report,
        new References<>(
            "calendar", PlantCalendar::externalKey, PlantCalendar::name, known.calendars()),
        new References<>(
            "enumeration", Enumeration::externalKey, Enumeration::name, known.enumerations()),
        new References<>(
            "state model",
            PlantStateModel::externalKey,
            PlantStateModel::name,
            known.stateModels()),
        new References<>(
            "source", source -> source.spec().externalKey(), Source::name, known.sources()),
        new AssetTree(known.assets()),
        new IdentityHashMap<>(),
        new HashMap<>());
  }

  /**
   * Notes that a thing is taken in by a row.
   *
   * @throws PlantException if another row did so
   */
  void takeOnce(Row row, UUID thing) {
    Integer before = lineOfThing.putIfAbsent(thing, row.line());
    if (before != null) {
      throw new PlantException(
          "name", "The file says this of the same thing twice, first in line " + before + ".");
    }
  }
}
