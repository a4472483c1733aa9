package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account that shall be made. */
record CreateUser(
    @Field(value = "What the person will type to sign in.", minLength = 2, maxLength = 100)
        String login,
    @Field(value = "What people call the person.", minLength = 1, maxLength = 100)
        String displayName,
    @Field("The site where the account is managed; absent for the organisation as a whole.")
        @Nullable AssetId site,
    @Field(value = "The roles and where they hold.", maxLength = 50) List<GrantView> roles) {}
