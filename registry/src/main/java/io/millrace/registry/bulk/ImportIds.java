package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.PlantException;
import java.util.function.Function;

/** Ids as a file names them. */
final class ImportIds {
  private ImportIds() {}

  static AssetId asset(String text) {
    return read(text, AssetId::of);
  }

  static PointId point(String text) {
    return read(text, PointId::of);
  }

  static SourceId source(String text) {
    return read(text, SourceId::of);
  }

  private static <T> T read(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new PlantException("id", "'" + text + "' is no id: an id is a UUID.");
    }
  }
}
