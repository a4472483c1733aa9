package io.millrace.model.id;

import java.util.UUID;

/** Names an organisation, the tenant that every row belongs to. */
public record OrganisationId(UUID value) implements Comparable<OrganisationId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static OrganisationId of(String text) {
    return new OrganisationId(UuidText.parse(text));
  }

  @Override
  public int compareTo(OrganisationId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
