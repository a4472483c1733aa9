package io.millrace.web.account;

import io.millrace.registry.plant.Organisations;
import io.millrace.security.account.SignIn;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.session.Cookie;
import io.millrace.security.session.Sessions;
import io.millrace.security.session.StartedSession;
import io.millrace.security.user.UserDirectory;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.BrowserSession;
import io.millrace.web.route.Page;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** One's own account: who is signed in, where else, the password. */
public final class SessionRoutes {
  private static final String TAG = "Own account";
  private static final Access OWN =
      Access.to(
          Action.MANAGE_OWN_ACCOUNT, request -> new Resource.OwnAccount(request.person().user()));
  private static final Parameter<String> SESSION =
      Parameter.path("session", ParameterType.text(1, 60), "Public name of the session.");

  private final SignIn signIn;
  private final Sessions sessions;
  private final SessionViews views;
  private final boolean tls;

  /**
   * @param tls whether browsers reach the server by TLS
   */
  public SessionRoutes(
      SignIn signIn,
      Sessions sessions,
      UserDirectory users,
      Organisations organisations,
      boolean tls) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.views = new SessionViews(users, organisations);
    this.tls = tls;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(show(), signOut(), changePassword(), list(), revoke());
  }

  private Route show() {
    return Route.get("/api/v1/session", "getSession")
        .tag(TAG)
        .summary("Who is signed in")
        .access(OWN)
        .answers(Answer.json(SessionView.class, "The person, and what a page needs to act."))
        .handledBy(
            request ->
                Reply.ok(
                    views.of(
                        request.person().user(),
                        request.person().session(),
                        session(request).csrfToken())));
  }

  private Route signOut() {
    return Route.post("/api/v1/sign-out", "signOut")
        .tag(TAG)
        .summary("Sign out")
        .access(OWN)
        .answers(Answer.noContent("The session has ended; its cookie is removed."))
        .handledBy(
            request -> {
              signIn.signOut(request.person(), request.address());
              return Reply.noContent().with("Set-Cookie", Cookie.noSession(tls).header());
            });
  }

  private Route changePassword() {
    return Route.post("/api/v1/session/password", "changePassword")
        .tag(TAG)
        .summary("Change the password")
        .description("All other sessions end, and this one gets a new cookie.")
        .access(OWN)
        .takes(PasswordChange.class, 8 * 1024, "The old password and the new one.")
        .answers(Answer.json(SessionView.class, "Changed; the cookie is set anew."))
        .fails(
            AccessError.PASSWORD_REFUSED,
            AccessError.SIGN_IN_FAILED,
            AccessError.SIGN_IN_LOCKED,
            AccessError.SIGN_IN_BUSY)
        .handledBy(
            request -> {
              PasswordChange body = request.body(PasswordChange.class);
              StartedSession renewed =
                  signIn.changePassword(
                      request.person(),
                      session(request).secret(),
                      body.oldPassword(),
                      body.newPassword(),
                      SignInRoutes.caller(request, tls));
              return Reply.ok(views.of(request.person().user(), renewed.id(), renewed.csrfToken()))
                  .with(
                      "Set-Cookie",
                      Cookie.session(renewed.secret(), renewed.maxAgeS(), tls).header());
            });
  }

  private Route list() {
    return Route.get("/api/v1/sessions", "listSessions")
        .tag(TAG)
        .summary("List one's own sessions")
        .description("Those that were used last come first.")
        .access(OWN)
        .answers(Answer.page(SessionItem.class, "All of them, on one page."))
        .handledBy(
            request -> {
              Principal.User person = request.person();
              return Reply.ok(
                  new Page<>(
                      sessions.list(person.user()).stream()
                          .map(each -> SessionItem.of(each, person.session()))
                          .toList(),
                      null));
            });
  }

  private Route revoke() {
    return Route.delete("/api/v1/sessions/{session}", "revokeSession")
        .tag(TAG)
        .summary("End one of one's own sessions")
        .access(OWN)
        .with(SESSION)
        .answers(Answer.noContent("It has ended."))
        .handledBy(
            request -> {
              String id = request.get(SESSION);
              boolean own =
                  sessions.list(request.person().user()).stream()
                      .anyMatch(each -> each.id().equals(id));
              if (!own || !signIn.revokeSession(request.actor(), id)) {
                throw WebException.unknown("session");
              }
              return Reply.noContent();
            });
  }

  private static BrowserSession session(ApiRequest request) {
    return request
        .session()
        .orElseThrow(
            () ->
                new AccessException(
                    AccessError.SESSION_ENDED, "The session has ended. Sign in again."));
  }
}
