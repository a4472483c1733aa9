package io.millrace.registry.bulk;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.json.SourceJson;
import io.millrace.registry.plant.SourceTable;
import io.millrace.registry.plant.SourceWriter;
import io.millrace.registry.plant.Sources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in sources, and says at which asset a device sits. */
final class SourceImport {
  private static final String ASSET = "asset";

  private final ImportRun run;

  SourceImport(ImportRun run) {
    this.run = run;
  }

  void takeIn(List<Row> rows) {
    for (Row row : rows) {
      run.report().guard(row, () -> source(row));
    }
  }

  private void source(Row row) {
    JsonFields fields = row.fields();
    fields.find(ASSET);
    String id = fields.textOr("id", "");
    Source before = known(id, fields.textOr("key", ""), fields.textOr("name", ""));
    if (before != null) {
      run.takeOnce(row, before.id().value());
    }
    SourceSpec.Builder builder =
        (before == null ? SourceSpec.of(fields.text("name")) : before.spec()).edit();
    SourceJson.read(fields, builder);
    fields.finish();
    SourceSpec spec = builder.build();
    checkFree(before, spec);
    if (before == null) {
      SourceId given = id.isEmpty() ? new SourceId(run.ids().next()) : ImportIds.source(id);
      if (SourceTable.anyExists(run.unit().handle(), List.of(given.value()))) {
        throw new PlantException("id", "The id " + id + " is in use and cannot be given again.");
      }
      Source made = new Source(given, run.unit().organisation(), spec, run.unit().atNs(), false, 1);
      run.takeOnce(row, made.id().value());
      SourceWriter.create(run.unit(), List.of(made));
      run.sources().put(made);
      run.report().created(row, EntityType.SOURCE, spec.name());
    } else if (before.spec().equals(spec)) {
      run.report().kept();
    } else {
      run.sources().remove(before);
      run.sources().put(SourceWriter.update(run.unit(), before, spec));
      List<String> changed =
          ReportBuilder.differing(SourceJson.write(before.spec()), SourceJson.write(spec));
      run.report().changed(row, EntityType.SOURCE, spec.name(), changed);
    }
  }

  private @Nullable Source known(String id, String key, String name) {
    if (!id.isEmpty()) {
      Source found =
          SourceTable.find(run.unit().handle(), run.unit().organisation(), ImportIds.source(id))
              .orElse(null);
      if (found != null) {
        return found;
      }
    }
    return run.sources().find(key, name);
  }

  private void checkFree(@Nullable Source before, SourceSpec spec) {
    Source sameName = run.sources().find("", spec.name());
    if (sameName != null && (before == null || !sameName.id().equals(before.id()))) {
      throw new PlantException("name", "There is another source named '" + spec.name() + "'.");
    }
    SourceTable.findByKey(run.unit().handle(), run.unit().organisation(), spec.externalKey())
        .filter(other -> before == null || !other.id().equals(before.id()))
        .ifPresent(
            _ -> {
              throw new PlantException(
                  "key", "Another source has the key '" + spec.externalKey() + "' already.");
            });
  }

  /** Says at which asset each device sits, from now on if it sat elsewhere. */
  void place(List<Row> rows) {
    for (Row row : rows) {
      if (row.value(ASSET) != null) {
        run.report().guard(row, () -> place(row));
      }
    }
  }

  private void place(Row row) {
    JsonFields fields = row.fields();
    String path = fields.text(ASSET);
    Asset asset =
        run.assets()
            .byPath(PlantPath.parse(path))
            .orElseThrow(() -> new PlantException(ASSET, "There is no asset '" + path + "'."));
    Source source = run.sources().find(fields.textOr("key", ""), fields.textOr("name", ""));
    if (source != null) {
      Sources.placeIfElsewhere(run.unit(), source.id(), asset.id());
    }
  }
}
