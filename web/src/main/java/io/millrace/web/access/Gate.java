package io.millrace.web.access;

import io.millrace.model.id.OrganisationId;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.session.ActiveSession;
import io.millrace.security.session.Cookie;
import io.millrace.security.session.RequestForgery;
import io.millrace.security.session.Sessions;
import io.millrace.security.session.StartedSession;
import io.millrace.security.token.TokenCheck;
import io.millrace.security.token.TokenVerifier;
import io.millrace.web.route.Access;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.BrowserSession;
import io.millrace.web.route.Exchange;
import io.millrace.web.route.Route;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets requests in or not. Thread-safe. Refusals are counted for the audit. */
public final class Gate {
  private final Sessions sessions;
  private final TokenVerifier tokens;
  private final RefusalTally refusals;
  private final boolean tls;

  /**
   * @param tls whether browsers reach the server by TLS, so that cookies are sent by it only
   */
  public Gate(Sessions sessions, TokenVerifier tokens, RefusalTally refusals, boolean tls) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.refusals = refusals;
    this.tls = tls;
  }

  /**
   * Finds out who asks. A route that is open takes a credential that is not good for none.
   *
   * @param ownOrigins the origins under which the request may have reached this server
   * @throws AccessException if there must be a credential and no good one is there, or a page of
   *     another site made the request
   */
  public Caller authenticate(Route route, Exchange exchange, Set<String> ownOrigins) {
    boolean open = route.access() instanceof Access.Open;
    try {
      String token = BearerToken.of(exchange);
      Caller caller = token == null ? bySession(exchange, open) : byToken(token, exchange);
      refuseForgery(route, exchange, ownOrigins, caller);
      return caller;
    } catch (AccessException e) {
      if (open && e.code() != AccessError.FORGED_REQUEST) {
        return Caller.NOBODY;
      }
      throw e;
    }
  }

  private Caller byToken(String token, Exchange exchange) {
    TokenCheck check = tokens.check(token);
    if (check instanceof TokenCheck.Refused refused) {
      refusals.refused(
          Actor.nobody(exchange.address()),
          null,
          SecurityEvent.TOKEN_REFUSED,
          "",
          refused.code().name());
    }
    return new Caller(check.orThrow(), null, null);
  }

  private Caller bySession(Exchange exchange, boolean open) {
    String cookie = exchange.cookie(Cookie.sessionName(tls));
    if (cookie == null || cookie.isEmpty()) {
      if (open) {
        return Caller.NOBODY;
      }
      throw new AccessException(
          AccessError.CREDENTIAL_MISSING,
          "Nobody is signed in. Sign in, or send a token in the header 'Authorization: Bearer"
              + " <token>'.");
    }
    Secret secret = Secret.of(cookie);
    ActiveSession active =
        sessions
            .check(secret)
            .orElseThrow(
                () ->
                    new AccessException(
                        AccessError.SESSION_ENDED, "The session has ended. Sign in again."));
    if (active.rotationDue()) {
      Optional<StartedSession> renewed = sessions.rotate(secret);
      if (renewed.isPresent()) {
        Cookie fresh = Cookie.session(renewed.get().secret(), renewed.get().maxAgeS(), tls);
        // The page still has the token of the old secret; it learns the new one with its next look
        // at the session, so this request is held to the old one.
        return new Caller(
            active.principal(), new BrowserSession(secret, active.csrfToken()), fresh);
      }
    }
    return new Caller(active.principal(), new BrowserSession(secret, active.csrfToken()), null);
  }

  private void refuseForgery(
      Route route, Exchange exchange, Set<String> ownOrigins, Caller caller) {
    BrowserSession session = caller.session();
    boolean open = route.access() instanceof Access.Open;
    Optional<String> sign = Optional.empty();
    if (session != null && !open) {
      sign =
          RequestForgery.sign(exchange.method(), exchange::header, ownOrigins, session.csrfToken());
    } else if (open && !route.method().isSafe()) {
      sign = RequestForgery.crossSite(exchange::header, ownOrigins);
    }
    if (sign.isPresent()) {
      refusals.refused(
          actor(caller.principal(), exchange), null, SecurityEvent.REQUEST_FORGED, "", sign.get());
      throw new AccessException(AccessError.FORGED_REQUEST, sign.get());
    }
  }

  /**
   * Returns if the caller may use the route as asked.
   *
   * @throws AccessException if not
   */
  public void authorise(ApiRequest request) {
    switch (request.route().access()) {
      case Access.Open _ -> {}
      case Access.Guarded guarded -> {
        for (Resource resource : guarded.resources().apply(request)) {
          Authorizer.decide(request.principal(), guarded.action(), resource).orThrow();
        }
      }
      case Access.PerItem perItem -> requireSomewhere(request, perItem.action());
    }
  }

  /** Somewhere is the organisation, or one of the sites to which the caller is limited. */
  private static void requireSomewhere(ApiRequest request, Action action) {
    OrganisationId organisation = request.organisation();
    Principal principal = request.principal();
    Stream<Place> places =
        switch (principal) {
          case Principal.User user -> user.grants().stream().map(RoleGrant::place);
          case Principal.Token token -> Stream.of(token.place());
          case Principal.Internal _ -> Stream.of(Place.of(organisation));
        };
    boolean allowed =
        places
            .filter(place -> organisation.equals(place.organisation()))
            .flatMap(Gate::whole)
            .anyMatch(whole -> Authorizer.decide(principal, action, whole).allowed());
    if (!allowed) {
      throw new AccessException(
          AccessError.ACTION_DENIED,
          "Nothing of what you are allowed to do includes this. Ask an owner.");
    }
  }

  /** A place as each kind of thing for which there are actions; a decision fits one of them. */
  private static Stream<Resource> whole(Place place) {
    return Stream.of(
        place.site() == null ? new Resource.Organisation(place) : new Resource.Site(place),
        new Resource.Accounts(place, Set.of()),
        new Resource.Tokens(place, Set.of()),
        new Resource.Server(place));
  }

  /** Counts a refusal by the authorisation point for the audit. */
  public void refused(ApiRequest request, AccessException refusal) {
    if (refusal.code() == AccessError.ACTION_DENIED) {
      refusals.refused(
          request.actor(),
          null,
          SecurityEvent.ACCESS_DENIED,
          "route:" + request.route().operationId(),
          String.valueOf(refusal.getMessage()));
    }
  }

  private static Actor actor(@Nullable Principal principal, Exchange exchange) {
    return principal == null
        ? Actor.nobody(exchange.address())
        : Actor.of(principal, exchange.address());
  }
}
