package io.millrace.app.wiring;

import io.millrace.broker.access.Admission;
import io.millrace.broker.access.Authenticator;
import io.millrace.broker.access.Credentials;
import io.millrace.broker.access.Identity;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.token.TokenCheck;
import io.millrace.security.token.TokenVerifier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Lets MQTT clients in by their token. */
final class TokenAuthenticator implements Authenticator {
  private final TokenVerifier tokens;
  private final RegistryPlaces places;
  private final Executor elsewhere;

  /**
   * @param elsewhere runs what may have to ask the database
   */
  TokenAuthenticator(TokenVerifier tokens, RegistryPlaces places, Executor elsewhere) {
    this.tokens = tokens;
    this.places = places;
    this.elsewhere = elsewhere;
  }

  @Override
  public CompletionStage<Admission> authenticate(Credentials credentials) {
    String token = credentials.token();
    if (token == null) {
      return CompletableFuture.completedFuture(new Admission.BadCredentials());
    }
    return CompletableFuture.supplyAsync(() -> admission(tokens.check(token)), elsewhere);
  }

  private Admission admission(TokenCheck check) {
    return switch (check) {
      case TokenCheck.Accepted accepted -> admission(accepted.principal());
      case TokenCheck.Refused refused ->
          refused.code().category() == ErrorCategory.TRY_LATER
              ? new Admission.TryLater()
              : new Admission.BadCredentials();
    };
  }

  /** Messages are kept under a source's identity, so a token without one has no use for MQTT. */
  private Admission admission(Principal.Token token) {
    SourceId source = token.source();
    if (source == null) {
      return new Admission.Forbidden();
    }
    Place place = places.placeOf(source);
    return new Admission.Granted(
        new Identity(
            token.name(), source, new TokenPermissions(token, place), token.expiresAtNs()));
  }
}
