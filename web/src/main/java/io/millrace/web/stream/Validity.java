package io.millrace.web.stream;

import io.millrace.model.time.NanoClock;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.session.Sessions;
import io.millrace.security.token.TokenVerifier;
import io.millrace.security.user.User;
import io.millrace.security.user.UserDirectory;
import java.util.Optional;

/** Whether a principal that was let in before may stay. Thread-safe. */
final class Validity {
  private final Sessions sessions;
  private final TokenVerifier tokens;
  private final UserDirectory users;
  private final NanoClock clock;

  Validity(Sessions sessions, TokenVerifier tokens, UserDirectory users, NanoClock clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.users = users;
    this.clock = clock;
  }

  /** Why it may not stay; empty if it may. */
  Optional<EndEvent.Cause> ended(Principal principal) {
    return switch (principal) {
      case Principal.User user -> {
        if (!sessions.holds(user.session())) {
          yield Optional.of(EndEvent.Cause.CREDENTIAL_ENDED);
        }
        boolean same =
            users.find(user.user()).map(User::grants).filter(user.grants()::equals).isPresent();
        yield same ? Optional.empty() : Optional.of(EndEvent.Cause.RIGHTS_CHANGED);
      }
      case Principal.Token token ->
          tokens.holds(token.tokenId()) && clock.nowNs() < token.expiresAtNs()
              ? Optional.empty()
              : Optional.of(EndEvent.Cause.CREDENTIAL_ENDED);
      case Principal.Internal _ -> Optional.empty();
    };
  }
}
