package io.millrace.web.account;

import io.millrace.security.account.SetupForm;
import io.millrace.security.account.SetupPurpose;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** What the page behind a one-time link shows. */
record SetupFormView(
    @Field("What the link is for.") SetupPurpose purpose,
    @Field("The login name; empty for a first owner, who chooses one.") String login,
    @Field("What people call the person; empty for a first owner.") String displayName,
    @Field("Until when the link holds.") Instant expiresAt) {
  static SetupFormView of(SetupForm form) {
    return new SetupFormView(
        form.purpose(), form.login(), form.displayName(), ApiTime.of(form.expiresNs()));
  }
}
