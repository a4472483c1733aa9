package io.millrace.registry.change;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change to one thing.
 *
 * @param sequence rises with each change, in the order of the commits, without holes
 * @param atNs when, nanoseconds since the epoch
 * @param principal who did it
 * @param before the fields that changed, as they were, as a JSON object; null if the thing is new
 * @param after the fields that changed, as they are now; null if there is nothing to say
 */
public record Change(
    long sequence,
    OrganisationId organisation,
    long atNs,
    String principal,
    EntityType type,
    UUID entity,
    ChangeAction action,
    @Nullable String before,
    @Nullable String after) {}
