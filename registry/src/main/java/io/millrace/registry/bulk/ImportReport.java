package io.millrace.registry.bulk;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param applied whether it was done; never for a dry run, nor if there is a fault
 * @param created how many things are new
 * @param changed how many are changed
 * @param kept how many are as the file says already
 * @param refused how many faults there are
 * @param effects the first of what is created or changed, in the order of the file's sections
 * @param faults the first of the faults
 */
public record ImportReport(
    boolean applied,
    int created,
    int changed,
    int kept,
    int refused,
    List<ImportEffect> effects,
    List<ImportFault> faults) {
  public ImportReport {
    effects = List.copyOf(effects);
    faults = List.copyOf(faults);
  }
}
