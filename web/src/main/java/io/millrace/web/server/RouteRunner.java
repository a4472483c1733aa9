package io.millrace.web.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.ProblemJson;
import io.millrace.model.time.NanoClock;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.error.AccessException;
import io.millrace.security.session.Cookie;
import io.millrace.web.access.Caller;
import io.millrace.web.access.Gate;
import io.millrace.web.access.RequestPace;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiJson;
import io.millrace.web.problem.WebProblems;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Exchange;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one route: who asks, may they, is it well formed, and then the handler. Thread-safe. */
final class RouteRunner implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(RouteRunner.class);

  private static final String SIGN_IN_PAGE = "/sign-in";

  private final Route route;
  private final Gate gate;
  private final RequestPace pace;
  private final HostCheck hosts;
  private final RequestCounts counts;
  private final NanoClock clock;

  RouteRunner(
      Route route,
      Gate gate,
      RequestPace pace,
      HostCheck hosts,
      RequestCounts counts,
      NanoClock clock) {
    this.pace = pace;
    this.route = route;
    this.gate = gate;
    this.hosts = hosts;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void handle(Context context) throws IOException {
    long beganNs = clock.monotonicNs();
    try {
      answer(context);
    } catch (IOException | InterruptedException | RuntimeException | StackOverflowError e) {
      fail(context, e);
    } finally {
      counts.answered(route, context.statusCode(), clock.monotonicNs() - beganNs);
    }
  }

  private void answer(Context context) throws IOException, InterruptedException {
    Exchange exchange = new JavalinExchange(context);
    Set<String> origins = hosts.ownOrigins(exchange.header("Host"));
    Caller caller = gate.authenticate(route, exchange, origins);
    Cookie cookie = caller.newCookie();
    if (cookie != null) {
      context.res().addHeader("Set-Cookie", cookie.header());
    }
    Principal principal = caller.principal();
    if (principal != null) {
      pace.enter(principal);
    }
    ApiRequest request = new ApiRequest(route, exchange, principal, caller.session());
    Reply reply;
    try {
      gate.authorise(request);
      reply = route.handler().handle(request);
    } catch (AccessException e) {
      gate.refused(request, e);
      throw e;
    }
    send(context, reply);
  }

  private static void send(Context context, Reply reply) throws IOException, InterruptedException {
    context.status(reply.status());
    for (Map.Entry<String, String> header : reply.headers()) {
      if (header.getKey().equals("Set-Cookie")) {
        context.res().addHeader(header.getKey(), header.getValue());
      } else {
        context.header(header.getKey(), header.getValue());
      }
    }
    switch (reply) {
      case Reply.Json json -> body(context, Answer.JSON, ApiJson.write(json.body()));
      case Reply.Empty _ -> {}
      case Reply.Bytes bytes -> body(context, bytes.mediaType(), bytes.body());
      case Reply.Stream stream -> {
        context.contentType(stream.mediaType());
        OutputStream out = context.res().getOutputStream();
        stream.writer().write(out);
        out.flush();
      }
    }
  }

  private static void body(Context context, String mediaType, byte[] body) {
    context.contentType(mediaType);
    context.result(body);
  }

  private void fail(Context context, Throwable thrown) throws IOException {
    if (context.res().isCommitted()) {
      // Too late for a status. Who reads must not take what came so far for the whole.
      LOG.debug("The answer of {} broke off.", route.operationId(), thrown);
      throw thrown instanceof IOException io
          ? io
          : new IOException("The answer broke off.", thrown);
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      write(
          context,
          WebProblems.of(
              new WebException(WebError.NOT_READY, "The server stops. Try again soon.")));
      return;
    }
    Problem problem = WebProblems.of(thrown);
    if (problem.status() == 401 && isPage()) {
      context.status(303);
      context.header(
          "Location",
          SIGN_IN_PAGE + "?next=" + URLEncoder.encode(context.path(), StandardCharsets.UTF_8));
      return;
    }
    write(context, problem);
  }

  /** Whether people look at it, who can do something about a missing session. */
  private boolean isPage() {
    String mediaType = route.answers().getFirst().mediaType();
    return mediaType != null && mediaType.startsWith("text/html");
  }

  /** Answers with a problem. */
  static void write(Context context, Problem problem) {
    context.status(problem.status());
    problem.retryAfterS().ifPresent(s -> context.header("Retry-After", Long.toString(s)));
    if (problem.status() == 401) {
      context.header("WWW-Authenticate", "Bearer realm=\"millrace\"");
    }
    body(context, Problem.MEDIA_TYPE, ProblemJson.write(problem));
  }
}
