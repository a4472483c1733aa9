package io.millrace.web.account;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.model.plant.Organisation;
import io.millrace.registry.plant.Organisations;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.user.User;
import io.millrace.security.user.UserDirectory;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows sessions of people. Thread-safe. */
final class SessionViews {
  private final UserDirectory users;
  private final Organisations organisations;

  SessionViews(UserDirectory users, Organisations organisations) {
    this.users = users;
    this.organisations = organisations;
  }

  SessionView of(UserId user, String sessionId, Secret csrfToken) {
    return of(
        users
            .find(user)
            .orElseThrow(
                () ->
                    new AccessException(
                        AccessError.SESSION_ENDED, "The account was removed. Sign in again.")),
        sessionId,
        csrfToken);
  }

  SessionView of(User user, String sessionId, Secret csrfToken) {
    OrganisationId organisation = organisationOf(user);
    return new SessionView(
        sessionId,
        user.id(),
        user.login(),
        user.displayName(),
        organisation,
        organisation == null
            ? ""
            : organisations.find(organisation).map(Organisation::name).orElse(""),
        GrantView.of(user.grants()),
        actions(user),
        csrfToken.reveal());
  }

  private static @Nullable OrganisationId organisationOf(User user) {
    List<OrganisationId> all =
        user.grants().stream()
            .map(grant -> grant.place().organisation())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return all.size() == 1 ? all.getFirst() : null;
  }

  private static List<Action> actions(User user) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (RoleGrant grant : user.grants()) {
      actions.addAll(grant.role().actions());
    }
    return List.copyOf(actions);
  }
}
