package io.millrace.registry.change;

import io.millrace.model.id.OrganisationId;

/**
 * On whose behalf something is done, and to whose plant. Whether it is allowed was decided before.
 *
 * @param organisation the only organisation that is seen and changed
 * @param principal who does it, as the change history shall show: a user, a program, {@code
 *     pipeline}
 */
public record Actor(OrganisationId organisation, String principal) {
  private static final int MAX_PRINCIPAL = 200;

  public Actor {
    if (principal.isBlank() || principal.length() > MAX_PRINCIPAL) {
      throw new IllegalArgumentException("A principal has 1 to " + MAX_PRINCIPAL + " characters.");
    }
  }
}
