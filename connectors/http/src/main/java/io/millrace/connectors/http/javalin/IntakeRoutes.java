package io.millrace.connectors.http.javalin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.connectors.http.intake.IntakeRequest;
import io.millrace.connectors.http.intake.IntakeResponse;
import io.millrace.connectors.http.intake.IntakeRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Adds the routes of the intake to a Javalin server. */
public final class IntakeRoutes {
  private IntakeRoutes() {}

  /** Adds all of {@link IntakeRoute}. */
  public static void add(RoutesConfig routes, HttpIntake intake) {
    for (IntakeRoute route : IntakeRoute.values()) {
      routes.addHttpHandler(
          HandlerType.findOrCreate(route.method()),
          route.path(),
          context -> send(context, intake.handle(route, request(route, context))));
    }
  }

  private static IntakeRequest request(IntakeRoute route, Context context) {
    return new IntakeRequest(
        route == IntakeRoute.INGEST ? context.pathParam("channel") : "",
        context::header,
        context::queryParam,
        context.req().getContentLengthLong(),
        () -> body(context),
        context.ip());
  }

  private static InputStream body(Context context) {
    try {
      return context.req().getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Context context, IntakeResponse response) {
    context.status(response.status());
    response.headers().forEach(context::header);
    if (!response.body().isEmpty()) {
      String contentType = response.headers().get("Content-Type");
      context.result(response.body());
      if (contentType != null) {
        context.contentType(contentType);
      }
    }
  }
}
