package io.millrace.web.account;

import io.millrace.security.secret.Secret;
import io.millrace.web.json.Field;

/** A password that is set by a one-time link. */
record NewPassword(
    @Field(value = "What stands behind # in the link.", maxLength = 200) Secret secret,
    @Field(value = "The password: at least 12 characters of any kind.", maxLength = 1000)
        Secret password) {}
