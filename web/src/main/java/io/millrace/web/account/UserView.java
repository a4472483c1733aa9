package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.UserId;
import io.millrace.security.user.User;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person with an account. */
record UserView(
    @Field("Never changes.") UserId id,
    @Field("What the person types to sign in.") String login,
    @Field("What people call the person.") String displayName,
    @Field("The site where the account is managed; absent for the organisation as a whole.")
        @Nullable AssetId site,
    @Field("The roles and where they hold.") List<GrantView> roles,
    @Field("Whether the person may sign in.") boolean enabled,
    @Field("False until the person has used the link of the invitation.") boolean hasPassword,
    @Field("When the account was made.") Instant createdAt,
    @Field("When it was changed last.") Instant changedAt,
    @Field("Rises with each change; also the ETag.") long version) {
  static UserView of(User user) {
    return new UserView(
        user.id(),
        user.login(),
        user.displayName(),
        user.home().site(),
        GrantView.of(user.grants()),
        user.enabled(),
        user.hasPassword(),
        ApiTime.of(user.createdNs()),
        ApiTime.of(user.changedNs()),
        user.version());
  }
}
