package io.millrace.web.account;

import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be different about an account. Exactly one of these. */
record ChangeUser(
    @Field(value = "What people call the person from now on.", minLength = 1, maxLength = 100)
        @Nullable String displayName,
    @Field("Whether the person may sign in; false ends all sessions.") @Nullable Boolean enabled,
    @Field(value = "All roles that the person has from now on.", maxLength = 50)
        @Nullable List<GrantView> roles) {}
