package io.millrace.web.account;

import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.error.AccessError;
import io.millrace.security.token.IssuedToken;
import io.millrace.security.token.NewToken;
import io.millrace.security.token.Token;
import io.millrace.security.token.Tokens;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens of devices and programs: made, listed, revoked; never shown twice. */
public final class TokenRoutes {
  private static final String TAG = "Tokens";
  private static final String PATH = "/api/v1/tokens";

  private static final Parameter<String> TOKEN =
      Parameter.path("token", ParameterType.text(1, 40), "The token's public part.");
  private static final Parameter<Integer> LIMIT = Paging.limit(100, Tokens.MAX_PAGE - 1);

  private final Tokens tokens;
  private final PlantPlaces places;

  public TokenRoutes(Tokens tokens, PlantPlaces places) {
    this.tokens = tokens;
    this.places = places;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(list(), create(), show(), revoke());
  }

  private Route list() {
    return Route.get(PATH, "listTokens")
        .tag(TAG)
        .summary("List tokens")
        .description("In the order of their ids, revoked ones included. Secrets are never shown.")
        .access(
            Access.perItem(
                Action.READ_ACCOUNTS, "Shows the tokens of the places whose accounts you see."))
        .with(LIMIT, Paging.AFTER)
        .answers(Answer.page(TokenView.class, "The tokens."))
        .handledBy(
            request -> {
              int limit = request.get(LIMIT);
              List<Token> found =
                  tokens.list(
                      request.organisation(), request.find(Paging.AFTER).orElse(""), limit + 1);
              Page<Token> page = Page.of(found, limit, Token::id);
              return Reply.ok(
                  new Page<>(
                      page.items().stream()
                          .filter(token -> request.may(Action.READ_ACCOUNTS, resource(token)))
                          .map(TokenView::of)
                          .toList(),
                      page.next()));
            });
  }

  private Route create() {
    return Route.post(PATH, "createToken")
        .tag(TAG)
        .summary("Create a token")
        .description(
            "The answer has the whole token, once. A token with INGEST hands over data of one"
                + " source.")
        .access(Access.to(Action.MANAGE_TOKENS, this::wanted))
        .takes(CreateToken.class, "What the token is for.")
        .answers(Answer.json(201, CreatedToken.class, "The token, with its secret."))
        .fails(AccessError.TOKEN_INVALID, AccessError.ACCOUNT_LIMIT)
        .handledBy(
            request -> {
              IssuedToken issued = tokens.create(request.actor(), newToken(request));
              return Reply.created(
                  PATH + "/" + issued.token().id(),
                  new CreatedToken(TokenView.of(issued.token()), issued.text().reveal()));
            });
  }

  private Resource.Tokens wanted(ApiRequest request) {
    CreateToken wanted = request.body(CreateToken.class);
    return new Resource.Tokens(places.site(request.organisation(), wanted.site()), scopes(wanted));
  }

  private static Set<Scope> scopes(CreateToken wanted) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(wanted.scopes());
    return scopes;
  }

  private NewToken newToken(ApiRequest request) {
    CreateToken wanted = request.body(CreateToken.class);
    SourceId source = wanted.source();
    if (source != null) {
      // Who makes a token for a source lets it speak for that source.
      request.require(Action.READ_MODEL, places.source(request.organisation(), source));
    }
    Instant expiresAt = wanted.expiresAt();
    return new NewToken(
        wanted.label(),
        places.site(request.organisation(), wanted.site()),
        scopes(wanted),
        source,
        filters(wanted.publish(), wanted.scopes().contains(Scope.INGEST)),
        filters(wanted.subscribe(), wanted.scopes().contains(Scope.SUBSCRIBE)),
        expiresAt == null ? Token.NEVER : ApiTime.toNs(expiresAt));
  }

  private static ChannelFilters filters(@Nullable List<String> texts, boolean needed) {
    if (texts != null) {
      return ChannelFilters.of(texts);
    }
    return needed ? ChannelFilters.ALL : ChannelFilters.NONE;
  }

  private Route show() {
    return Route.get(PATH + "/{token}", "getToken")
        .tag(TAG)
        .summary("Show a token")
        .access(Access.to(Action.READ_ACCOUNTS, request -> resource(find(request))))
        .with(TOKEN)
        .answers(Answer.json(TokenView.class, "The token."))
        .handledBy(request -> Reply.ok(TokenView.of(find(request))));
  }

  private Route revoke() {
    return Route.delete(PATH + "/{token}", "revokeToken")
        .tag(TAG)
        .summary("Revoke a token")
        .description(
            "It is refused from now on, and connections that were made with it end. Revoking it"
                + " again changes nothing.")
        .access(Access.to(Action.MANAGE_TOKENS, request -> resource(find(request))))
        .with(TOKEN)
        .answers(Answer.noContent("It is revoked."))
        .handledBy(
            request -> {
              tokens.revoke(request.actor(), request.get(TOKEN));
              return Reply.noContent();
            });
  }

  private Token find(ApiRequest request) {
    return tokens
        .find(request.get(TOKEN))
        .filter(token -> request.organisation().equals(token.place().organisation()))
        .orElseThrow(() -> WebException.unknown("token"));
  }

  private static Resource.Tokens resource(Token token) {
    return new Resource.Tokens(token.place(), token.scopes());
  }
}
