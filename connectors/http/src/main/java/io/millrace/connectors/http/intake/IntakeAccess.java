package io.millrace.connectors.http.intake;

import io.millrace.security.audit.Actor;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Decision;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.token.TokenCheck;
import io.millrace.security.token.TokenVerifier;

/** Who asks, and whether they may. Refusals are counted for the audit. Thread-safe. */
final class IntakeAccess {
  private final TokenVerifier tokens;
  private final RefusalTally refusals;
  private final SourcePlaces places;

  IntakeAccess(TokenVerifier tokens, RefusalTally refusals, SourcePlaces places) {
    this.tokens = tokens;
    this.refusals = refusals;
    this.places = places;
  }

  /**
   * The token's principal.
   *
   * @throws AccessException if there is no good token
   */
  Principal.Token authenticate(IntakeRoute route, IntakeRequest request) {
    String text = Credential.find(route, request);
    TokenCheck check =
        text == null
            ? new TokenCheck.Refused(
                AccessError.CREDENTIAL_MISSING,
                "The request has no token. Send it in the header 'Authorization: Bearer <token>'.")
            : tokens.check(text);
    if (check instanceof TokenCheck.Refused refused) {
      refusals.refused(
          Actor.nobody(request.address()),
          null,
          SecurityEvent.TOKEN_REFUSED,
          "",
          refused.code().name());
    }
    return check.orThrow();
  }

  /**
   * Returns if the token may hand over data on the channel of its source.
   *
   * @throws AccessException if it may not
   */
  void authorise(Principal.Token token, String channel, String address) {
    Place place = token.source() == null ? token.place() : places.placeOf(token.source());
    Decision decision =
        Authorizer.decide(
            token, Action.INGEST, new Resource.PublishChannel(place, token.source(), channel));
    if (!decision.allowed()) {
      refusals.refused(
          Actor.of(token, address),
          token.place().organisation(),
          SecurityEvent.ACCESS_DENIED,
          token.source() == null ? "" : "source:" + token.source(),
          decision.name());
    }
    decision.orThrow();
  }
}
