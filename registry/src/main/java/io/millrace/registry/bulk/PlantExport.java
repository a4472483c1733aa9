package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.error.RegistryException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a plant out, in the forms that {@link PlantImport} takes in. What is out of use, and what
 * nobody has described, is left out. Thread-safe.
 */
public final class PlantExport {
  private final Transactions transactions;

  public PlantExport(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Which lists there are as CSV. */
  public enum CsvList {
    ASSETS,
    POINTS
  }

  /**
   * Writes JSON.
   *
   * @param below only what stands below this asset, itself included; null for all
   * @param withIds whether ids are written, so that another registry keeps them
   * @throws RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public void json(
      OrganisationId organisation, @Nullable AssetId below, boolean withIds, OutputStream out) {
    transactions.read(
        handle -> {
          PlantOutline outline = outline(PlantOutline.load(handle, organisation), below);
          new JsonPlantWriter(handle, organisation, outline, withIds).write(out);
          return outline;
        });
  }

  /**
   * Writes CSV that spreadsheets open without taking texts for formulas.
   *
   * @param below only what stands below this asset, itself included; null for all
   * @throws RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public void csv(
      OrganisationId organisation,
      CsvList list,
      @Nullable AssetId below,
      boolean withIds,
      OutputStream out) {
    transactions.read(
        handle -> {
          PlantOutline outline = outline(PlantOutline.load(handle, organisation), below);
          CsvPlantWriter writer = new CsvPlantWriter(handle, organisation, outline, withIds);
          switch (list) {
            case ASSETS -> writer.assets(out);
            case POINTS -> writer.points(out);
          }
          return outline;
        });
  }

  private static PlantOutline outline(PlantOutline whole, @Nullable AssetId below) {
    if (below == null) {
      return whole;
    }
    return whole
        .below(below)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryError.REGISTRY_NOT_FOUND,
                    "There is no asset in use with the id " + below + "."));
  }
}
