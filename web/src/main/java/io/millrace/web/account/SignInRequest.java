package io.millrace.web.account;

import io.millrace.security.secret.Secret;
import io.millrace.web.json.Field;

/** Name and password of somebody who wants to sign in. */
record SignInRequest(
    @Field(value = "The login name.", maxLength = 200) String login,
    @Field(value = "The password.", maxLength = 1000) Secret password) {}
