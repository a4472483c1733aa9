package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.UserId;
import io.millrace.security.account.Accounts;
import io.millrace.security.account.NewUser;
import io.millrace.security.account.SetupLink;
import io.millrace.security.account.SetupLinks;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import io.millrace.security.user.UserDirectory;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People: invited by a link, given roles, locked out. Nobody sets somebody else's password. */
public final class UserRoutes {
  /** The page behind a one-time link. */
  public static final String SETUP_PAGE = "/setup";

  private static final String TAG = "Users";
  private static final String PATH = "/api/v1/users";
  private static final Parameter<UserId> USER =
      Parameter.path("user", ParameterType.id(UserId::of), "The person.");
  private static final Parameter<Integer> LIMIT = Paging.limit(100, UserDirectory.MAX_PAGE - 1);

  private final UserDirectory users;
  private final Accounts accounts;
  private final SetupLinks links;
  private final PlantPlaces places;

  public UserRoutes(UserDirectory users, Accounts accounts, SetupLinks links, PlantPlaces places) {
    this.users = users;
    this.accounts = accounts;
    this.links = links;
    this.places = places;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(list(), create(), show(), change(), remove(), invite());
  }

  private Route list() {
    return Route.get(PATH, "listUsers")
        .tag(TAG)
        .summary("List users")
        .description("In the order of their login names.")
        .access(
            Access.perItem(
                Action.READ_ACCOUNTS,
                "Shows the accounts that are managed where you see accounts."))
        .with(LIMIT, Paging.AFTER)
        .answers(Answer.page(UserView.class, "The users."))
        .handledBy(
            request -> {
              int limit = request.get(LIMIT);
              List<User> found =
                  users.list(
                      request.organisation(), request.find(Paging.AFTER).orElse(""), limit + 1);
              Page<User> page = Page.of(found, limit, User::login);
              return Reply.ok(
                  new Page<>(
                      page.items().stream()
                          .filter(
                              user ->
                                  request.may(
                                      Action.READ_ACCOUNTS,
                                      new Resource.Accounts(user.home(), Set.of())))
                          .map(UserView::of)
                          .toList(),
                      page.next()));
            });
  }

  private Route create() {
    return Route.post(PATH, "createUser")
        .tag(TAG)
        .summary("Invite a person")
        .description("Makes the account without a password, and a one-time link that sets one.")
        .access(Access.toAll(Action.MANAGE_USERS, this::wanted))
        .takes(CreateUser.class, "Who it is.")
        .answers(Answer.json(201, InvitedUser.class, "The account and its link.").withVersion())
        .fails(AccessError.LOGIN_TAKEN, AccessError.ACCOUNT_LIMIT, AccessError.ACCOUNT_INVALID)
        .handledBy(
            request -> {
              CreateUser body = request.body(CreateUser.class);
              User user =
                  accounts.create(
                      request.actor(),
                      new NewUser(
                          new LoginName(body.login()),
                          body.displayName(),
                          place(request, body.site()),
                          grants(request, body.roles())));
              return Reply.created(
                  PATH + "/" + user.id(),
                  invited(user, links.issueFor(request.actor(), user.id())),
                  user.version());
            });
  }

  private List<Resource.Accounts> wanted(ApiRequest request) {
    CreateUser body = request.body(CreateUser.class);
    List<Resource.Accounts> resources = new ArrayList<>();
    resources.add(new Resource.Accounts(place(request, body.site()), Set.of()));
    resources.addAll(resources(grants(request, body.roles())));
    return resources;
  }

  private static List<Resource.Accounts> resources(Set<RoleGrant> grants) {
    return grants.stream()
        .map(grant -> new Resource.Accounts(grant.place(), Set.of(grant.role())))
        .toList();
  }

  private static InvitedUser invited(User user, SetupLink link) {
    return new InvitedUser(
        UserView.of(user), SETUP_PAGE + "#" + link.secret().reveal(), ApiTime.of(link.expiresNs()));
  }

  private Route show() {
    return Route.get(PATH + "/{user}", "getUser")
        .tag(TAG)
        .summary("Show a user")
        .access(
            Access.to(
                Action.READ_ACCOUNTS,
                request -> new Resource.Accounts(find(request).home(), Set.of())))
        .with(USER)
        .answers(Answer.json(UserView.class, "The user.").withVersion())
        .handledBy(
            request -> {
              User user = find(request);
              return Reply.ok(UserView.of(user), user.version());
            });
  }

  private Route change() {
    return Route.patch(PATH + "/{user}", "changeUser")
        .tag(TAG)
        .summary("Rename a user, give other roles, or lock out")
        .description("One of these at a time. Roles hold at once, in open sessions too.")
        .access(Access.toAll(Action.MANAGE_USERS, this::changed))
        .with(USER)
        .versioned()
        .takes(ChangeUser.class, "What shall be different.")
        .answers(Answer.json(UserView.class, "The user as it is now.").withVersion())
        .fails(AccessError.LAST_OWNER, AccessError.ACCOUNT_INVALID, AccessError.ACCOUNT_CHANGED)
        .handledBy(
            request -> {
              User user = apply(request, request.body(ChangeUser.class));
              return Reply.ok(UserView.of(user), user.version());
            });
  }

  /** The account as it is and as it shall be: all of it must be the caller's to manage. */
  private List<Resource.Accounts> changed(ApiRequest request) {
    List<GrantView> roles = request.body(ChangeUser.class).roles();
    return Stream.concat(
            find(request).resources().stream(),
            roles == null ? Stream.of() : resources(grants(request, roles)).stream())
        .toList();
  }

  private User apply(ApiRequest request, ChangeUser body) {
    String displayName = body.displayName();
    Boolean enabled = body.enabled();
    List<GrantView> roles = body.roles();
    if (Stream.of(displayName, enabled, roles).filter(Objects::nonNull).count() != 1) {
      throw WebException.field(
          "",
          "Change one thing at a time: the name, the roles, or whether the person may sign in.");
    }
    UserId id = request.get(USER);
    long version = request.expectedVersion();
    if (displayName != null) {
      return accounts.rename(request.actor(), id, version, displayName);
    }
    if (enabled != null) {
      return accounts.setEnabled(request.actor(), id, version, enabled);
    }
    return accounts.setGrants(
        request.actor(), id, version, grants(request, Objects.requireNonNull(roles)));
  }

  private Route remove() {
    return Route.delete(PATH + "/{user}", "removeUser")
        .tag(TAG)
        .summary("Remove a user for good")
        .description("The audit keeps the id and no name.")
        .access(Access.toAll(Action.MANAGE_USERS, request -> find(request).resources()))
        .with(USER)
        .versioned()
        .answers(Answer.noContent("It is removed."))
        .fails(AccessError.LAST_OWNER, AccessError.ACCOUNT_CHANGED)
        .handledBy(
            request -> {
              accounts.remove(request.actor(), request.get(USER), request.expectedVersion());
              return Reply.noContent();
            });
  }

  private Route invite() {
    return Route.post(PATH + "/{user}/link", "makeSetupLink")
        .tag(TAG)
        .summary("Make a one-time link that sets a password")
        .description("An earlier link no longer holds. The old password works until it is used.")
        .access(Access.toAll(Action.MANAGE_USERS, request -> find(request).resources()))
        .with(USER)
        .answers(Answer.json(InvitedUser.class, "The link."))
        .handledBy(
            request -> {
              User user = find(request);
              return Reply.ok(invited(user, links.issueFor(request.actor(), user.id())));
            });
  }

  private User find(ApiRequest request) {
    OrganisationId organisation = request.organisation();
    return users
        .find(request.get(USER))
        .filter(
            user ->
                user.resources().stream()
                    .anyMatch(each -> organisation.equals(each.place().organisation())))
        .orElseThrow(() -> WebException.unknown("user"));
  }

  private Set<RoleGrant> grants(ApiRequest request, List<GrantView> roles) {
    return roles.stream()
        .map(each -> new RoleGrant(each.role(), place(request, each.site())))
        .collect(Collectors.toSet());
  }

  private Place place(ApiRequest request, @Nullable AssetId site) {
    return places.site(request.organisation(), site);
  }
}
