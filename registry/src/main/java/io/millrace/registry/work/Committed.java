package io.millrace.registry.work;

import io.millrace.model.id.OrganisationId;

/**
 * Something was changed. What it was is in the change history, from one sequence to the other.
 *
 * @param firstChange sequence of the first change; greater than {@code lastChange} if the history
 *     has none
 * @param lastChange sequence of the last change
 */
public record Committed(OrganisationId organisation, long firstChange, long lastChange) {}
