package io.millrace.web.page;

import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The pages and their files. */
public final class PageRoutes {
  private static final String TAG = "Pages";
  private static final List<String> FILES =
      List.of(
          "style.css",
          "theme.js",
          "app.js",
          "sign-in.js",
          "setup.js",
          "overview.js",
          "account.js",
          "docs.js",
          "chart.js",
          "points.js",
          "sources.js",
          "import.js",
          "quarantine.js",
          "icon.svg",
          "inter.woff2");
  private static final Access SIGNED_IN =
      Access.to(
          Action.MANAGE_OWN_ACCOUNT, request -> new Resource.OwnAccount(request.person().user()));
  private static final Parameter<String> FILE =
      Parameter.path("file", ParameterType.text(1, 40), "The file.");
  private static final Parameter<String> NEXT =
      Parameter.query("next", ParameterType.text(0, 300), "Where to go after the sign-in.");

  private final Map<String, StaticFile> files = new LinkedHashMap<>();
  private final Supplier<String> reference;
  private final int mqttPort;

  /**
   * Reads all files.
   *
   * @param reference the content of the API's reference, as HTML
   * @param mqttPort where devices reach the MQTT front
   */
  public PageRoutes(Supplier<String> reference, int mqttPort) {
    this.reference = reference;
    this.mqttPort = mqttPort;
    FILES.forEach(name -> files.put(name, StaticFile.load(name)));
  }

  /** All routes. */
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(file());
    routes.add(
        open("/sign-in", "signInPage", "Sign in")
            .with(NEXT)
            .handledBy(_ -> html(PageFrame.card("Sign in", "sign-in.js", PageContent.SIGN_IN))));
    routes.add(
        open("/setup", "setupPage", "Set a password by a one-time link")
            .handledBy(
                _ -> html(PageFrame.card("Set your password", "setup.js", PageContent.SETUP))));
    routes.add(page("/", "overviewPage", "Overview", "overview.js", PageContent.OVERVIEW));
    routes.add(page("/points", "pointsPage", "Points", "points.js", PageContent.POINTS));
    routes.add(
        page(
            "/sources",
            "sourcesPage",
            "Sources",
            "sources.js",
            PageContent.SOURCES.replace("{mqttPort}", Integer.toString(mqttPort))));
    routes.add(page("/import", "importPage", "Import past data", "import.js", PageContent.IMPORT));
    routes.add(
        page(
            "/quarantine",
            "quarantinePage",
            "Quarantine",
            "quarantine.js",
            PageContent.QUARANTINE));
    routes.add(page("/account", "accountPage", "Account", "account.js", PageContent.ACCOUNT));
    routes.add(
        frame("/api/docs", "apiReferencePage", "API reference")
            .handledBy(
                _ ->
                    html(
                        PageFrame.page("/api/docs", "API reference", "docs.js", reference.get()))));
    return routes;
  }

  private Route file() {
    return Route.get("/ui/{file}", "getPageFile")
        .tag(TAG)
        .summary("Scripts, styles and the font of the pages")
        .access(Access.open("The sign-in page needs them, and they hold no data."))
        .with(FILE)
        .answers(
            Answer.media("*/*", "The file."),
            new Answer(304, null, null, false, false, "The browser has the newest."))
        .fails(WebError.THING_UNKNOWN)
        .handledBy(
            request -> {
              StaticFile file = files.get(request.get(FILE));
              if (file == null) {
                throw WebException.unknown("file");
              }
              Reply reply =
                  file.etag().equals(request.header("If-None-Match"))
                      ? new Reply.Empty(304, List.of())
                      : Reply.bytes(file.mediaType(), file.content());
              return reply.with("ETag", file.etag()).with("Cache-Control", "no-cache");
            });
  }

  private static RouteBuilder open(String path, String operationId, String summary) {
    return Route.get(path, operationId)
        .tag(TAG)
        .summary(summary)
        .access(Access.open("Somebody who comes in has no credential yet."))
        .answers(Answer.media(PageFrame.MEDIA_TYPE, "The page."));
  }

  private static Route page(
      String path, String operationId, String title, String script, String content) {
    return frame(path, operationId, title)
        .handledBy(_ -> html(PageFrame.page(path, title, script, content)));
  }

  private static RouteBuilder frame(String path, String operationId, String title) {
    return Route.get(path, operationId)
        .tag(TAG)
        .summary(title)
        .description("Without a session, a browser is sent to the sign-in page.")
        .access(SIGNED_IN)
        .answers(
            Answer.media(PageFrame.MEDIA_TYPE, "The page."),
            new Answer(303, null, null, false, false, "To the sign-in page."));
  }

  private static Reply html(byte[] page) {
    return Reply.bytes(PageFrame.MEDIA_TYPE, page);
  }
}
