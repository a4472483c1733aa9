package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import java.util.UUID;

/**
 * What somebody wrote down about an asset.
 *
 * @param atNs what time it is about, nanoseconds since the epoch
 * @param by who wrote it
 */
public record Note(UUID id, AssetId asset, long atNs, String by, String text) {
  /**
   * @throws PlantException if the text is empty or too long
   */
  public Note {
    text = Fields.longText("text", text);
    if (text.isEmpty()) {
      throw new PlantException("text", "A note without text says nothing.");
    }
  }
}
