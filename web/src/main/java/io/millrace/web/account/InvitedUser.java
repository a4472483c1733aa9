package io.millrace.web.account;

import io.millrace.web.json.Field;
import java.time.Instant;

/** A person with a one-time link that sets a password. */
record InvitedUser(
    @Field("The account.") UserView user,
    @Field("Path of the page, with the secret behind #. This is the only time that it can be seen.")
        String link,
    @Field("Until when the link holds.") Instant expiresAt) {}
