package io.millrace.web.account;

import io.millrace.registry.plant.Organisations;
import io.millrace.security.account.Caller;
import io.millrace.security.account.SetupLinks;
import io.millrace.security.account.SignIn;
import io.millrace.security.account.SignedIn;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.session.Cookie;
import io.millrace.security.user.UserDirectory;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** Getting in: by name and password, or by a one-time link. */
public final class SignInRoutes {
  private static final String TAG = "Sign-in";
  private static final long MAX_BODY = 8 * 1024;

  private final SignIn signIn;
  private final SetupLinks links;
  private final SessionViews views;
  private final boolean tls;

  /**
   * @param tls whether browsers reach the server by TLS
   */
  public SignInRoutes(
      SignIn signIn,
      SetupLinks links,
      UserDirectory users,
      Organisations organisations,
      boolean tls) {
    this.signIn = signIn;
    this.links = links;
    this.views = new SessionViews(users, organisations);
    this.tls = tls;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(byPassword(), form(), firstOwner(), setPassword());
  }

  private Route byPassword() {
    return Route.post("/api/v1/sign-in", "signIn")
        .tag(TAG)
        .summary("Sign in")
        .description(
            "Begins a session, which a cookie proves. After failed attempts the next one has to"
                + " wait: 429 says for how many seconds (Retry-After).")
        .access(Access.open("Nobody has a credential before."))
        .takes(SignInRequest.class, MAX_BODY, "Name and password.")
        .answers(Answer.json(SessionView.class, "Signed in; the cookies are set."))
        .fails(AccessError.SIGN_IN_FAILED, AccessError.SIGN_IN_LOCKED, AccessError.SIGN_IN_BUSY)
        .handledBy(
            request -> {
              SignInRequest body = request.body(SignInRequest.class);
              return reply(signIn.signIn(body.login(), body.password(), caller(request, tls)));
            });
  }

  private Route form() {
    return Route.post("/api/v1/setup/form", "getSetupForm")
        .tag(TAG)
        .summary("Look at a one-time link")
        .description("Does not use it up.")
        .access(Access.open("The link is the credential."))
        .takes(SetupSecret.class, MAX_BODY, "The link's secret.")
        .answers(Answer.json(SetupFormView.class, "What the link is for."))
        .fails(AccessError.SETUP_LINK_SPENT)
        .handledBy(
            request ->
                Reply.ok(
                    links
                        .form(request.body(SetupSecret.class).secret())
                        .map(SetupFormView::of)
                        .orElseThrow(
                            () ->
                                new AccessException(
                                    AccessError.SETUP_LINK_SPENT,
                                    "This link was used, has expired, or a newer one replaced it."
                                        + " Ask for a new one."))));
  }

  private Route firstOwner() {
    return Route.post("/api/v1/setup/first-owner", "makeFirstOwner")
        .tag(TAG)
        .summary("Become the first owner")
        .description("Uses the link up, makes the account, and signs in.")
        .access(Access.open("The link is the credential."))
        .takes(FirstOwner.class, MAX_BODY, "Who the owner is.")
        .answers(Answer.json(SessionView.class, "Signed in; the cookies are set."))
        .fails(
            AccessError.SETUP_LINK_SPENT,
            AccessError.OWNER_EXISTS,
            AccessError.LOGIN_TAKEN,
            AccessError.ACCOUNT_INVALID,
            AccessError.PASSWORD_REFUSED)
        .handledBy(
            request -> {
              FirstOwner body = request.body(FirstOwner.class);
              return reply(
                  links.makeFirstOwner(
                      body.secret(),
                      body.login(),
                      body.displayName(),
                      body.password(),
                      caller(request, tls)));
            });
  }

  private Route setPassword() {
    return Route.post("/api/v1/setup/password", "setPassword")
        .tag(TAG)
        .summary("Set a password by a one-time link")
        .description("Uses the link up, ends all other sessions of the person, and signs in.")
        .access(Access.open("The link is the credential."))
        .takes(NewPassword.class, MAX_BODY, "The password.")
        .answers(Answer.json(SessionView.class, "Signed in; the cookies are set."))
        .fails(AccessError.SETUP_LINK_SPENT, AccessError.PASSWORD_REFUSED)
        .handledBy(
            request -> {
              NewPassword body = request.body(NewPassword.class);
              return reply(links.setPassword(body.secret(), body.password(), caller(request, tls)));
            });
  }

  private Reply reply(SignedIn in) {
    return Reply.ok(views.of(in.user(), in.session().id(), in.session().csrfToken()))
        .with(
            "Set-Cookie",
            Cookie.session(in.session().secret(), in.session().maxAgeS(), tls).header())
        .with("Set-Cookie", Cookie.device(in.device(), tls).header());
  }

  /** Where a request of a person comes from. */
  static Caller caller(ApiRequest request, boolean tls) {
    String device = request.cookie(Cookie.deviceName(tls));
    String agent = request.header("User-Agent");
    return new Caller(
        request.address(),
        agent == null ? "" : agent,
        device == null || device.isEmpty() ? null : Secret.of(device));
  }
}
