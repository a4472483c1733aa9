package io.millrace.web.openapi;

import io.millrace.security.authorisation.Action;
import io.millrace.web.json.ApiJson;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.function.Supplier;

/** The description of the API for programs. */
public final class DescriptionRoutes {
  private final Supplier<List<Route>> all;
  private final String version;
  private volatile byte @org.jspecify.annotations.Nullable [] document;

  /**
   * @param all every route of the server, this one included; asked once, at the first request
   * @param version of the program
   */
  public DescriptionRoutes(Supplier<List<Route>> all, String version) {
    this.all = all;
    this.version = version;
  }

  /** All routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/openapi.json", "getOpenApi")
            .tag("Reference")
            .summary("This API as OpenAPI 3.1")
            .access(Access.perItem(Action.READ_MODEL, "The description holds nobody's data."))
            .answers(Answer.json(Object.class, "The document."))
            .handledBy(_ -> Reply.bytes(Answer.JSON, document())));
  }

  private byte[] document() {
    byte[] made = document;
    if (made == null) {
      made = ApiJson.write(OpenApiDocument.of(all.get(), version));
      document = made;
    }
    return made;
  }
}
