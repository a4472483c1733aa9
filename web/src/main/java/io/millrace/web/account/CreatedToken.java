package io.millrace.web.account;

import io.millrace.web.json.Field;

/** A token that was just made. */
record CreatedToken(
    @Field("What is kept of it.") TokenView token,
    @Field("The whole token. This is the only time that it can be seen.") String text) {}
