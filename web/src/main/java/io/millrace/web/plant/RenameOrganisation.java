package io.millrace.web.plant;

import io.millrace.web.json.Field;

/** A new name of an organisation. */
public record RenameOrganisation(
    @Field(value = "What people call it.", minLength = 1, maxLength = 200) String name) {}
