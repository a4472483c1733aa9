package io.millrace.web.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.connectors.http.javalin.IntakeRoutes;
import io.millrace.connectors.http.javalin.ServerHardening;
import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.ProblemJson;
import io.millrace.model.time.NanoClock;
import io.millrace.web.access.Gate;
import io.millrace.web.access.RequestPace;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.problem.WebProblems;
import io.millrace.web.route.Route;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The web server: pages, API and intake at one address. Thread-safe. Each request has a virtual
 * thread.
 */
public final class WebServer implements AutoCloseable {
  private final WebSettings settings;
  private final Javalin javalin;

  /**
   * A server that does not listen yet.
   *
   * @param routes all that it answers to; operation ids and method with path are unique
   * @param gate lets requests in
   * @param intake takes in data; empty if this server takes in none
   * @param counts is told of each answer
   */
  public WebServer(
      WebSettings settings,
      List<Route> routes,
      Gate gate,
      Optional<HttpIntake> intake,
      RequestCounts counts,
      NanoClock clock) {
    this.settings = settings;
    requireUnique(routes);
    HostCheck hosts = new HostCheck(settings);
    RequestPace pace = new RequestPace(settings.requestsPerSecond(), clock);
    javalin =
        Javalin.create(
            config -> {
              ServerHardening.apply(config, settings.limits());
              config.http.prefer405over404 = true;
              config.router.javaLangErrorHandler(WebServer::fail);
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              addRoutes(config, routes, gate, pace, hosts, counts, clock);
              intake.ifPresent(front -> IntakeRoutes.add(config.routes, front));
            });
  }

  private static void requireUnique(List<Route> routes) {
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      String shape = route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}");
      if (!seen.add(route.operationId()) || !seen.add(shape)) {
        throw new IllegalArgumentException(
            "There are two routes '" + route.operationId() + "' or two for " + shape + ".");
      }
    }
  }

  private static void addRoutes(
      JavalinConfig config,
      List<Route> routes,
      Gate gate,
      RequestPace pace,
      HostCheck hosts,
      RequestCounts counts,
      NanoClock clock) {
    config.routes.before(context -> SecurityHeaders.ALL.forEach(context::header));
    for (Route route : routes) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()),
          route.path(),
          new RouteRunner(route, gate, pace, hosts, counts, clock));
    }
    config.routes.exception(HttpResponseException.class, WebServer::refuse);
    config.routes.exception(
        Exception.class, (thrown, context) -> RouteRunner.write(context, WebProblems.of(thrown)));
  }

  /** An error of the machine or of the program, which Javalin does not take for an exception. */
  private static void fail(HttpServletResponse response, Error error) {
    Problem problem = WebProblems.of(error);
    try {
      response.setStatus(problem.status());
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(ProblemJson.write(problem));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Javalin itself refuses: paths and methods that nobody declared. */
  private static void refuse(HttpResponseException refusal, Context context) {
    Problem problem =
        switch (refusal.getStatus()) {
          case 404 ->
              WebProblems.of(
                  new WebException(WebError.ROUTE_UNKNOWN, "There is nothing at this address."));
          case 405 ->
              WebProblems.of(
                  new WebException(
                      WebError.METHOD_UNSUPPORTED,
                      "This address exists, but not with this method."));
          default ->
              Problem.of(
                  Math.clamp(refusal.getStatus(), 400, 599),
                  "REQUEST_REFUSED",
                  "The request is not one that this server reads.");
        };
    RouteRunner.write(context, problem);
  }

  /**
   * Listens.
   *
   * @throws WebException with {@code PORT_UNAVAILABLE} if the address is taken or not ours
   */
  public void start() {
    try {
      javalin.start(settings.host(), settings.port());
    } catch (RuntimeException e) {
      javalin.stop();
      throw failed(e);
    }
  }

  private WebException failed(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || isBindFailure(cause)) {
        return new WebException(
            WebError.PORT_UNAVAILABLE,
            "The web server cannot listen at "
                + settings.host()
                + ":"
                + settings.port()
                + ": another program has this port, or the address is not this machine's. Stop"
                + " that program, or set another port (http.port).",
            thrown);
      }
    }
    return new WebException(
        WebError.WEB_SERVER_FAILED,
        "The web server could not be started. The log says why.",
        thrown);
  }

  private static boolean isBindFailure(Throwable cause) {
    String message = cause.getMessage();
    return message != null && message.contains("Port already in use");
  }

  /** The port that it listens at. */
  public int port() {
    return javalin.port();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    javalin.stop();
  }
}
