package io.millrace.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.http.intake.IntakeRoute;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.route.Route;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The API's description and the routes say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private OpenedWeb web;
  private JsonNode document;

  @BeforeAll
  void open() {
    web = new OpenedWeb(DataRoutes::all);
    WebResponse answer = web.program(Scope.READ).get("/api/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    document = answer.json();
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  void every_route_is_in_the_document_and_the_document_has_no_other() {
    Set<String> declared = new TreeSet<>();
    for (Route route : web.web.routes()) {
      declared.add(route.method().name().toLowerCase(Locale.ROOT) + " " + route.path());
    }
    for (IntakeRoute route : IntakeRoute.values()) {
      declared.add(route.method().toLowerCase(Locale.ROOT) + " " + IntakeDescription.path(route));
    }
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(operation -> described.add(operation.getKey() + " " + path.getKey())));
    assertThat(described).isEqualTo(declared);
  }

  @Test
  void every_reference_leads_to_a_schema() {
    document
        .findValuesAsString("$ref")
        .forEach(
            reference -> {
              String name = reference.substring(reference.lastIndexOf('/') + 1);
              assertThat(document.path("components").path("schemas").has(name))
                  .as(reference)
                  .isTrue();
            });
  }

  @Test
  void every_operation_says_who_may_use_it_and_names_its_problems() {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          JsonNode node = operation.getValue();
                          assertThat(node.has("security")).as(path.getKey()).isTrue();
                          if (!node.path("tags").get(0).asString().equals("Ingest")) {
                            assertThat(node.path("responses").has("503")).isTrue();
                            assertThat(node.path("description").asString())
                                .containsAnyOf("Needs ", "Open to everybody");
                          }
                        }));
  }

  @Test
  void the_reference_page_has_every_route() {
    String page = web.owner().get("/api/docs").text();
    for (Route route : web.web.routes()) {
      assertThat(page).contains("id=\"" + route.operationId() + "\"");
    }
  }

  @Test
  void the_description_is_for_those_who_may_see_the_model() {
    assertThat(web.stranger().get("/api/openapi.json").status()).isEqualTo(401);
    assertThat(web.program(Scope.SUBSCRIBE).get("/api/openapi.json").status()).isEqualTo(403);
  }
}
