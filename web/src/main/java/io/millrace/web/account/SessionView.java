package io.millrace.web.account;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.security.authorisation.Action;
import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is signed in, and what a page needs to act for that person. */
record SessionView(
    @Field("Public name of the session.") String id,
    @Field("Who.") UserId user,
    @Field("What the person types to sign in.") String login,
    @Field("What people call the person.") String displayName,
    @Field("The organisation that requests are about; absent without a role in exactly one.")
        @Nullable OrganisationId organisation,
    @Field("What people call the organisation; empty if there is none.") String organisationName,
    @Field("The roles.") List<GrantView> roles,
    @Field("What one of the roles allows, somewhere: for showing and hiding, not for deciding.")
        List<Action> actions,
    @Field("To be sent as the header X-CSRF-Token with each request that changes something.")
        String csrfToken) {}
