package io.millrace.registry.context;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.RelayMark;
import io.millrace.model.id.OrganisationId;

/**
 * A context change on its way to the journal.
 *
 * @param mark by which readers know repeats; belongs into the record's attributes
 * @param atNs when it was made, nanoseconds since the epoch
 */
public record OutboxEntry(
    RelayMark mark, OrganisationId organisation, long atNs, ContextChange change) {}
