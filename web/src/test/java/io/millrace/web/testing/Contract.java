package io.millrace.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.web.json.ApiJson;
import io.millrace.web.openapi.OpenApiDocument;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every answer that any test receives to the OpenAPI document: its status must be described,
 * its media type too, and its JSON must fit the schema. Thread-safe.
 */
public final class Contract {
  private record Operation(String method, Pattern path, int literals, JsonNode responses) {}

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  Contract(List<Route> routes) {
    document = ApiJson.mapper().readTree(ApiJson.write(OpenApiDocument.of(routes, "test")));
    for (Route route : routes) {
      operations.add(
          new Operation(
              route.method().name(),
              Pattern.compile(
                  Pattern.quote(route.path()).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q")),
              route.path().replaceAll("\\{[^}]*}", "").length(),
              document
                  .path("paths")
                  .path(route.path())
                  .path(route.method().name().toLowerCase(Locale.ROOT))
                  .path("responses")));
    }
  }

  /** Which operation and status were seen, as {@code GET /path 200}. */
  public Set<String> seen() {
    return seen;
  }

  void check(WebResponse answer) {
    String path = answer.path().split("\\?", 2)[0];
    Optional<Operation> operation =
        operations.stream()
            .filter(
                each -> each.method.equals(answer.method()) && each.path.matcher(path).matches())
            .max(java.util.Comparator.comparingInt(Operation::literals));
    if (operation.isEmpty()) {
      return; // the intake, or a path that leads nowhere
    }
    JsonNode response = operation.get().responses.path(Integer.toString(answer.status()));
    assertThat(response.isObject()).as("The document describes %s", answer.toString()).isTrue();
    seen.add(answer.method() + " " + path + " " + answer.status());
    checkBody(operation.get(), answer, response.path("content"));
  }

  private void checkBody(Operation operation, WebResponse answer, JsonNode content) {
    String mediaType = answer.header("Content-Type");
    if (content.isMissingNode() || content.isEmpty()) {
      assertThat(answer.body()).as("%s has no body", answer).isEmpty();
      return;
    }
    if (!content.has("*/*")) {
      assertThat(content.propertyNames().stream().map(Contract::bare).toList())
          .as(answer.toString())
          .contains(bare(mediaType));
    }
    if (!bare(mediaType).matches("application/(problem\\+)?json")) {
      return;
    }
    JsonNode schema = content.path(bare(mediaType)).path("schema");
    Schema compiled =
        schemas.computeIfAbsent(
            operation.method + operation.path + answer.status(), _ -> compile(schema));
    assertThat(compiled.validate(answer.json())).as(answer.toString()).isEmpty();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode root = schema.deepCopy().asObject();
    root.set("components", document.path("components"));
    return registry.getSchema(root);
  }

  private static String bare(String mediaType) {
    return mediaType.split(";", 2)[0].strip();
  }
}
