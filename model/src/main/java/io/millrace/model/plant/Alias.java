package io.millrace.model.plant;

import java.util.UUID;

/**
 * A name that something has or had: the names before it was renamed, and others that people or
 * programs know it by.
 *
 * @param type what sort of thing
 * @param entity its id
 * @param scheme whose name it is: {@link #NAME} for its own former names, or a label such as {@code
 *     erp} or {@code plc}
 * @param validFromNs first nanosecond, since the epoch
 * @param validToNs first nanosecond after it; {@link Long#MAX_VALUE} if it still holds
 */
public record Alias(
    EntityType type, UUID entity, String scheme, String text, long validFromNs, long validToNs) {
  /** The scheme of a thing's own names. */
  public static final String NAME = "name";

  /**
   * @throws PlantException if scheme or text are none
   */
  public Alias {
    Fields.name("scheme", Fields.label("scheme", scheme));
    text = Fields.name("alias", text);
  }
}
