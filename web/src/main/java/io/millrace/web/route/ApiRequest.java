package io.millrace.web.route;

import io.millrace.model.id.OrganisationId;
import io.millrace.security.audit.Actor;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiJson;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as a handler sees it: who asks, and what was sent, typed and checked. Serves one
 * thread.
 */
public final class ApiRequest {
  /** By which somebody with roles in several organisations says which one is meant. */
  public static final String ORGANISATION_HEADER = "X-Millrace-Organisation";

  private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

  private final Route route;
  private final Exchange exchange;
  private final @Nullable Principal principal;
  private final @Nullable BrowserSession session;
  private final Map<String, Object> values = new HashMap<>();
  private @Nullable Object body;

  /**
   * Reads and checks all parameters.
   *
   * @param principal who asks; null on a route that is open, if nobody is signed in
   * @param session the session that it came with; null if none
   * @throws WebException naming the parameter that is wrong
   */
  public ApiRequest(
      Route route,
      Exchange exchange,
      @Nullable Principal principal,
      @Nullable BrowserSession session) {
    this.route = route;
    this.exchange = exchange;
    this.principal = principal;
    this.session = session;
    readParameters();
  }

  private void readParameters() {
    Map<String, List<String>> query = exchange.query();
    for (Parameter<?> parameter : route.parameters()) {
      String text =
          switch (parameter.in()) {
            case PATH -> exchange.pathPart(parameter.name());
            case QUERY -> single(parameter.name(), query.getOrDefault(parameter.name(), List.of()));
          };
      if (text != null) {
        values.put(parameter.name(), parameter.read(text));
      } else if (parameter.required()) {
        throw WebException.parameter(
            WebError.PARAMETER_MISSING,
            parameter.name(),
            "The parameter '" + parameter.name() + "' is needed: " + parameter.description());
      }
    }
    for (String name : query.keySet()) {
      if (route.parameters().stream().noneMatch(known -> known.isQuery(name))) {
        throw WebException.parameter(
            WebError.PARAMETER_UNKNOWN,
            shown(name),
            "There is no parameter '" + shown(name) + "' here.");
      }
    }
  }

  private static @Nullable String single(String name, List<String> texts) {
    if (texts.size() > 1) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, name, "The parameter '" + name + "' stands there twice.");
    }
    return texts.isEmpty() ? null : texts.getFirst();
  }

  private static String shown(String name) {
    String cut = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  /** The value of a parameter that is required or has a fallback. */
  public <T> T get(Parameter<T> parameter) {
    T value = value(parameter);
    T found = value == null ? parameter.fallback() : value;
    if (found == null) {
      throw new IllegalStateException(
          "The parameter " + parameter.name() + " is optional: use find, not get.");
    }
    return found;
  }

  /** The value of a parameter, or its fallback, if there is either. */
  public <T> Optional<T> find(Parameter<T> parameter) {
    T value = value(parameter);
    return Optional.ofNullable(value == null ? parameter.fallback() : value);
  }

  @SuppressWarnings("unchecked") // readParameters put what this parameter's type read
  private <T> @Nullable T value(Parameter<T> parameter) {
    if (!route.parameters().contains(parameter)) {
      throw new IllegalStateException(
          route.operationId() + " does not declare the parameter " + parameter.name() + ".");
    }
    return (T) values.get(parameter.name());
  }

  /**
   * The JSON body, checked by its marks. Read once; asking again gives the same.
   *
   * @throws WebException naming the field that is wrong
   */
  public <T> T body(Class<T> type) {
    if (route.body() == null || route.body().type() != type) {
      throw new IllegalStateException(route.operationId() + " takes no " + type.getName() + ".");
    }
    Object read = body;
    if (read == null) {
      read = ApiJson.read(BodyReading.all(exchange, route.body()), type);
      body = read;
    }
    return type.cast(read);
  }

  /**
   * The body as a stream that ends with {@code BODY_TOO_LARGE} at the route's limit.
   *
   * @throws WebException if its media type is none that the route reads, or it says itself that it
   *     is too large
   */
  public InputStream bodyStream() {
    if (route.body() == null) {
      throw new IllegalStateException(route.operationId() + " takes no body.");
    }
    return BodyReading.stream(exchange, route.body());
  }

  /** The body's media type, in lower case and without parameters; empty if none is named. */
  public String mediaType() {
    return BodyReading.mediaType(exchange);
  }

  /** The body's length in bytes as the client says; -1 if it does not. */
  public long contentLength() {
    return exchange.contentLength();
  }

  /**
   * The version that the caller has seen and wants to change, from {@code If-Match}.
   *
   * @throws WebException with {@code VERSION_MISSING} (428), or {@code PARAMETER_INVALID}
   */
  public long expectedVersion() {
    String header = exchange.header("If-Match");
    if (header == null) {
      throw new WebException(
          WebError.VERSION_MISSING,
          "Say with the header If-Match which version you change: the ETag with which you read"
              + " it.");
    }
    Matcher matcher = VERSION.matcher(header.strip());
    if (!matcher.matches()) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID,
          "If-Match",
          "The header If-Match is not valid: it is one ETag as this server gave it, such as"
              + " \"7\".");
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Who asks; there is always somebody unless the route is open. */
  public Principal principal() {
    if (principal == null) {
      throw new AccessException(AccessError.CREDENTIAL_MISSING, "Sign in first, or send a token.");
    }
    return principal;
  }

  /** Who asks, if somebody is signed in. */
  public Optional<Principal> signedIn() {
    return Optional.ofNullable(principal);
  }

  /**
   * The person who asks.
   *
   * @throws AccessException with {@code ACTION_DENIED} if it is a token
   */
  public Principal.User person() {
    if (principal() instanceof Principal.User user) {
      return user;
    }
    throw new AccessException(
        AccessError.ACTION_DENIED, "This is for people who have signed in, not for tokens.");
  }

  /** The session that the request came with; empty for tokens and strangers. */
  public Optional<BrowserSession> session() {
    return Optional.ofNullable(session);
  }

  /**
   * The organisation that the request is about: the token's, or the only one in which the person
   * has a role, or the one that {@value #ORGANISATION_HEADER} names.
   *
   * @throws AccessException with {@code ACTION_DENIED} if the person has no role anywhere
   * @throws WebException if the person has roles in several and does not say which is meant
   */
  public OrganisationId organisation() {
    Set<OrganisationId> all = new LinkedHashSet<>();
    switch (principal()) {
      case Principal.User user ->
          user.grants().stream()
              .map(RoleGrant::place)
              .forEach(place -> add(all, place.organisation()));
      case Principal.Token token -> add(all, token.place().organisation());
      case Principal.Internal _ -> {}
    }
    if (all.size() == 1) {
      return all.iterator().next();
    }
    if (all.isEmpty()) {
      throw new AccessException(
          AccessError.ACTION_DENIED, "You have no role in any organisation. Ask an owner.");
    }
    String named = exchange.header(ORGANISATION_HEADER);
    return all.stream()
        .filter(each -> each.toString().equals(named))
        .findAny()
        .orElseThrow(
            () ->
                WebException.parameter(
                    WebError.PARAMETER_MISSING,
                    ORGANISATION_HEADER,
                    "You have roles in several organisations. Name one in the header "
                        + ORGANISATION_HEADER
                        + "."));
  }

  private static void add(Set<OrganisationId> all, @Nullable OrganisationId organisation) {
    if (organisation != null) {
      all.add(organisation);
    }
  }

  /** Whether the caller may do this with that. */
  public boolean may(Action action, Resource resource) {
    return Authorizer.decide(principal(), action, resource).allowed();
  }

  /**
   * Returns if the caller may do this with that.
   *
   * @throws AccessException if not
   */
  public void require(Action action, Resource resource) {
    Authorizer.decide(principal(), action, resource).orThrow();
  }

  /** Who does something and from where, for the audit. */
  public Actor actor() {
    return principal == null ? Actor.nobody(exchange.address()) : Actor.of(principal, address());
  }

  /** On whose behalf the registry changes something. */
  public io.millrace.registry.change.Actor registryActor() {
    return new io.millrace.registry.change.Actor(organisation(), principal().name());
  }

  /** Network address of the caller. */
  public String address() {
    return exchange.address();
  }

  /** The value of a header; null if it is absent. For the few headers that are no parameters. */
  public @Nullable String header(String name) {
    return exchange.header(name);
  }

  /** The value of a cookie; null if it is absent. */
  public @Nullable String cookie(String name) {
    return exchange.cookie(name);
  }

  /** The route that was asked. */
  public Route route() {
    return route;
  }
}
