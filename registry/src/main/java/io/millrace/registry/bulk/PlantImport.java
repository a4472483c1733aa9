package io.millrace.registry.bulk;

import io.millrace.model.id.IdGenerator;
import io.millrace.registry.change.Actor;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.io.InputStream;

/** Takes files in. Thread-safe. */
public final class PlantImport {
  private final Writes writes;
  private final IdGenerator ids;
  private final ImportSettings settings;

  public PlantImport(Writes writes, IdGenerator ids, ImportSettings settings) {
    this.writes = writes;
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * Says what an import would do, and does nothing. Other changes wait meanwhile.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_TOO_LARGE}, {@code
   *     REGISTRY_BUSY}, {@code REGISTRY_UNAVAILABLE}; what is wrong with the file is in the report
   */
  public ImportReport dryRun(Actor actor, InputStream in, ImportFormat format) {
    return run(actor, in, format, true);
  }

  /**
   * Takes a file in: all of it or, if there is any fault, nothing. Things are found again by id,
   * key or path, so the same file taken in again changes nothing.
   *
   * @throws io.millrace.registry.error.RegistryException as {@link #dryRun}
   */
  public ImportReport run(Actor actor, InputStream in, ImportFormat format) {
    return run(actor, in, format, false);
  }

  private ImportReport run(Actor actor, InputStream in, ImportFormat format, boolean dryRun) {
    PlantFile file = new PlantFile(settings);
    LimitedInput limited = new LimitedInput(in, settings.maxBytes());
    switch (format) {
      case JSON -> new JsonPlantReader(file).read(limited);
      case CSV -> new CsvPlantReader(file).read(limited);
    }
    ReportBuilder report = new ReportBuilder(settings.maxListed());
    file.faults().forEach(report::fault);
    if (report.hasFaults()) {
      return report.report(false);
    }
    try {
      return writes.run(
          actor,
          unit -> {
            takeIn(unit, file, report);
            if (dryRun || report.hasFaults()) {
              throw new Undone();
            }
            return report.report(true);
          });
    } catch (Undone e) {
      return report.report(false);
    }
  }

  private void takeIn(UnitOfWork unit, PlantFile file, ReportBuilder report) {
    ImportRun run =
        ImportRun.of(unit, ids, report, KnownPlant.load(unit.handle(), unit.organisation()));
    new DefinitionImport(run).takeIn(file);
    new SourceImport(run).takeIn(file.rows(Section.SOURCES));
    new AssetImport(run).takeIn(file.rows(Section.ASSETS));
    new PointImport(run).takeIn(file.rows(Section.POINTS));
    // At last what refers to assets and points alike.
    new SourceImport(run).place(file.rows(Section.SOURCES));
    new AssetImport(run).useStateModels(file.rows(Section.ASSETS));
  }

  /** Rolls the transaction back; the report says the rest. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undone() {
      super("The import is undone.", null, false, false);
    }
  }
}
