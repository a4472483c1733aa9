package io.millrace.web.plant;

import io.millrace.model.plant.EntityType;
import io.millrace.registry.bulk.ImportAction;
import io.millrace.registry.bulk.ImportReport;
import io.millrace.web.json.Field;
import java.util.List;

/** What an import did, or would do. */
public record ImportReportView(
    @Field("Whether it was done; never for a dry run, nor if there is a fault.") boolean applied,
    @Field("How many things are new.") int created,
    @Field("How many are changed.") int changed,
    @Field("How many are as the file says already.") int kept,
    @Field("How many faults there are.") int refused,
    @Field("The first of what is created or changed.") List<ImportEffectView> effects,
    @Field("The first of the faults.") List<ImportFaultView> faults) {
  /** What it does to one thing. */
  public record ImportEffectView(
      @Field("Where in the file it begins, from 1.") int line,
      ImportAction action,
      EntityType type,
      @Field("Its path, or its name if it has none.") String name,
      @Field("What changes.") List<String> fields) {}

  /** Why it is refused. */
  public record ImportFaultView(
      @Field("Where in the file the thing begins, from 1; 0 for the file as a whole.") int line,
      @Field("Which field; empty for the thing as a whole.") String field,
      @Field("What is wrong and what to do.") String message) {}

  static ImportReportView of(ImportReport report) {
    return new ImportReportView(
        report.applied(),
        report.created(),
        report.changed(),
        report.kept(),
        report.refused(),
        report.effects().stream()
            .map(
                each ->
                    new ImportEffectView(
                        each.line(), each.action(), each.type(), each.name(), each.fields()))
            .toList(),
        report.faults().stream()
            .map(each -> new ImportFaultView(each.line(), each.field(), each.message()))
            .toList());
  }
}
