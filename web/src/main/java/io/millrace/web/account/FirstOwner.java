package io.millrace.web.account;

import io.millrace.security.secret.Secret;
import io.millrace.web.json.Field;

/** The first owner of the organisation, by a one-time link. */
record FirstOwner(
    @Field(value = "What stands behind # in the link.", maxLength = 200) Secret secret,
    @Field(value = "The login name to use from now on.", minLength = 2, maxLength = 100)
        String login,
    @Field(value = "What people call the owner.", minLength = 1, maxLength = 100)
        String displayName,
    @Field(value = "The password: at least 12 characters of any kind.", maxLength = 1000)
        Secret password) {}
