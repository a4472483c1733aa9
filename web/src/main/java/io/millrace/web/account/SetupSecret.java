package io.millrace.web.account;

import io.millrace.security.secret.Secret;
import io.millrace.web.json.Field;

/** The secret part of a one-time link. Sent as a body, so that it is in no log. */
record SetupSecret(
    @Field(value = "What stands behind # in the link.", maxLength = 200) Secret secret) {}
