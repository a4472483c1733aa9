package io.millrace.security.authorisation;

import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who acts, after the credential was checked. Immutable, and valid as of that check. */
public sealed interface Principal {
  /**
   * The name in journal, audit and logs: {@code user:…}, {@code token:…} or {@code system:…}. Never
   * a secret.
   */
  String name();

  /**
   * A person in a session.
   *
   * @param user who
   * @param displayName what people call them
   * @param session public name of the session, not its secret
   * @param grants roles and where they hold
   */
  record User(UserId user, String displayName, String session, Set<RoleGrant> grants)
      implements Principal {
    public User {
      grants = Set.copyOf(grants);
    }

    @Override
    public String name() {
      return "user:" + user;
    }
  }

  /**
   * A device or a program with a token.
   *
   * @param tokenId the public part of the token
   * @param label what people call it
   * @param place the organisation, or one of its sites, that it is limited to; never unknown
   * @param scopes what it is for
   * @param source under whose identity its data arrives; null if it has none, and then it cannot
   *     ingest
   * @param publish channels on which it may hand over data
   * @param subscribe channels from which it may receive
   * @param expiresAtNs when it ends, nanoseconds since the epoch; {@link Long#MAX_VALUE} for never.
   *     Whoever keeps a connection open ends it then
   */
  record Token(
      String tokenId,
      String label,
      Place place,
      Set<Scope> scopes,
      @Nullable SourceId source,
      ChannelFilters publish,
      ChannelFilters subscribe,
      long expiresAtNs)
      implements Principal {
    public Token {
      scopes = Set.copyOf(scopes);
    }

    @Override
    public String name() {
      return "token:" + tokenId;
    }
  }

  /**
   * A part of the program itself, such as retention or a forwarder. It is allowed exactly the
   * actions that it is built with, in every organisation.
   *
   * @param task its name, such as {@code retention}
   * @param actions what it may do
   */
  record Internal(String task, Set<Action> actions) implements Principal {
    public Internal {
      actions = Set.copyOf(actions);
    }

    @Override
    public String name() {
      return "system:" + task;
    }
  }
}
