package io.millrace.model.plant;

/**
 * One thing that a point may say.
 *
 * @param code what is stored
 * @param text what the source may send and people read; unique within its version
 */
public record EnumerationEntry(long code, String text) {
  /**
   * @throws PlantException if the text is empty or too long
   */
  public EnumerationEntry {
    text = Fields.name("text", text);
  }
}
