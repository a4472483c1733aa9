package io.millrace.web.account;

import io.millrace.security.secret.Secret;
import io.millrace.web.json.Field;

/** A password that shall be replaced by its owner. */
record PasswordChange(
    @Field(value = "The password until now.", maxLength = 1000) Secret oldPassword,
    @Field(value = "The new one: at least 12 characters of any kind.", maxLength = 1000)
        Secret newPassword) {}
