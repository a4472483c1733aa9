package io.millrace.web.testing;

import io.millrace.model.id.SourceId;
import io.millrace.security.account.Caller;
import io.millrace.security.account.NewUser;
import io.millrace.security.account.SetupLink;
import io.millrace.security.account.SignedIn;
import io.millrace.security.audit.Actor;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.secret.Secret;
import io.millrace.security.token.NewToken;
import io.millrace.security.token.Token;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import io.millrace.web.assembly.Web;
import io.millrace.web.assembly.WebServices;
import io.millrace.web.health.Phase;
import io.millrace.web.route.Route;
import io.millrace.web.server.WebSettings;
import io.millrace.web.stream.JobProgress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A web server over a plant. Each client ({@link #owner()}, {@link #person}, {@link #program},
 * {@link #stranger()}) sends requests as somebody.
 */
public final class OpenedWeb implements AutoCloseable {
  /** The password of everybody in these tests. */
  public static final Secret PASSWORD = Secret.of("copper kettle on fire");

  private static final Caller BROWSER = new Caller("127.0.0.1", "test browser", null);

  public final OpenedPlant plant;
  public final Web web;
  public final Contract contract;
  public final List<JobProgress> jobs = new CopyOnWriteArrayList<>();
  public volatile Phase phase = Phase.SERVING;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final AtomicInteger people = new AtomicInteger();
  private @Nullable WebClient owner;

  /** A server with the routes that every server has. */
  public OpenedWeb() {
    this(_ -> List.of());
  }

  /** The same with routes that are made of the plant. */
  public OpenedWeb(Function<OpenedPlant, List<Route>> resources) {
    this(resources, WebSettings.onLoopback(0));
  }

  /** The same with settings. */
  public OpenedWeb(Function<OpenedPlant, List<Route>> resources, WebSettings settings) {
    plant = new OpenedPlant();
    web = new Web(settings, services(), resources.apply(plant));
    contract = new Contract(web.routes());
    web.start();
  }

  private WebServices services() {
    return new WebServices(
        plant.organisation,
        plant.registry,
        plant.security,
        plant.places,
        plant.journal,
        plant.runtime,
        plant.pipeline,
        plant.relay,
        plant.intake,
        Optional.empty(),
        1883,
        () -> List.copyOf(jobs),
        () -> phase,
        plant.folder,
        "test",
        plant.clock);
  }

  /** The owner of the organisation, in a session; made at the first call. */
  public synchronized WebClient owner() {
    if (owner == null) {
      SetupLink link =
          plant.security.setupLinks().issueForFirstOwner(Actor.commandLine(), plant.organisation);
      owner =
          session(
              plant
                  .security
                  .setupLinks()
                  .makeFirstOwner(
                      link.secret(), "olga@foundry.example", "Olga", PASSWORD, BROWSER));
    }
    return owner;
  }

  /** Another person with a role in the whole organisation, in a session. */
  public WebClient person(Role role) {
    return person(role, Place.of(plant.organisation));
  }

  /** Another person with a role at a place, in a session. */
  public WebClient person(Role role, Place place) {
    String login = role.name().toLowerCase(java.util.Locale.ROOT) + people.incrementAndGet();
    User user =
        plant
            .security
            .accounts()
            .create(
                Actor.commandLine(),
                new NewUser(
                    new LoginName(login),
                    login,
                    Place.of(plant.organisation),
                    Set.of(new RoleGrant(role, place))));
    SetupLink link = plant.security.setupLinks().issueFor(Actor.commandLine(), user.id());
    return session(plant.security.setupLinks().setPassword(link.secret(), PASSWORD, BROWSER));
  }

  private WebClient session(SignedIn signedIn) {
    return new WebClient(
        http,
        web.port(),
        contract,
        Optional.empty(),
        Optional.of(signedIn.session().secret().reveal()),
        Optional.of(signedIn.session().csrfToken().reveal()));
  }

  /** A program with a token of the whole organisation; not for handing over data. */
  public WebClient program(Scope first, Scope... rest) {
    Set<Scope> scopes = new java.util.HashSet<>(List.of(rest));
    scopes.add(first);
    return token(
        new NewToken(
            "program",
            Place.of(plant.organisation),
            scopes,
            null,
            ChannelFilters.NONE,
            scopes.contains(Scope.SUBSCRIBE) ? ChannelFilters.ALL : ChannelFilters.NONE,
            Token.NEVER));
  }

  /** A device that hands over data of a source. */
  public WebClient device(SourceId source) {
    return token(
        new NewToken(
            "device",
            Place.of(plant.organisation),
            Set.of(Scope.INGEST),
            source,
            ChannelFilters.ALL,
            ChannelFilters.NONE,
            Token.NEVER));
  }

  /** A client with a token. */
  public WebClient token(NewToken wanted) {
    return new WebClient(
        http,
        web.port(),
        contract,
        Optional.of(plant.security.tokens().create(Actor.commandLine(), wanted).text().reveal()),
        Optional.empty(),
        Optional.empty());
  }

  /** Somebody without a credential. */
  public WebClient stranger() {
    return new WebClient(
        http, web.port(), contract, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Override
  public void close() {
    web.close();
    http.close();
    plant.close();
  }
}
