package io.millrace.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.SourceSpec;
import io.millrace.security.audit.Actor;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.testing.EventReader;
import io.millrace.web.testing.EventReader.Event;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The one stream of events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRoutesTest {
  private static final String STREAM = "/api/v1/stream";

  private OpenedWeb web;
  private SourceId press;
  private SourceId oven;

  @BeforeAll
  void open() {
    web = new OpenedWeb();
    press = web.plant.registry.sources().create(web.plant.actor(), SourceSpec.of("Press")).id();
    oven = web.plant.registry.sources().create(web.plant.actor(), SourceSpec.of("Oven")).id();
    web.plant.awaitContext();
  }

  @AfterAll
  void close() {
    web.close();
  }

  private EventReader open(WebClient client, String query) {
    return new EventReader(client.open(STREAM + query));
  }

  /** The point of an unmapped address, once the registry knows it. */
  private PointId point(SourceId source, String channel, String path) {
    return await()
        .until(
            () ->
                web
                    .plant
                    .registry
                    .unmappedPoints()
                    .ofSource(
                        web.plant.organisation,
                        source,
                        io.millrace.model.plant.PointStatus.UNMAPPED)
                    .stream()
                    .filter(
                        each ->
                            each.address().channel().equals(channel)
                                && each.address().path().equals(path))
                    .map(each -> each.point().id())
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static JsonNode value(Event event, String point) {
    return Objects.requireNonNull(byPoint(event).get(point));
  }

  private static Map<String, JsonNode> byPoint(Event event) {
    Map<String, JsonNode> values = new HashMap<>();
    event.data().path("values").forEach(each -> values.put(each.path("point").asString(), each));
    return values;
  }

  @Test
  void what_is_sent_arrives_in_the_stream_and_a_client_resumes_where_it_stopped() {
    web.plant.send(press, "press/1", "{\"force\":10.5}");
    String point = point(press, "press/1", "force").toString();
    String id;
    try (EventReader events = open(web.owner(), "?points=" + point)) {
      Event first = events.next("values");
      assertThat(value(first, point).path("value").asDouble()).isEqualTo(10.5);
      assertThat(value(first, point).has("quality")).isFalse();
      web.plant.send(press, "press/1", "{\"force\":11}");
      Event second = events.next("values");
      assertThat(value(second, point).path("value").asDouble()).isEqualTo(11);
      id = second.id();
    }
    web.plant.send(press, "press/1", "{\"force\":12}");
    try (EventReader events = open(web.owner().with("Last-Event-ID", id), "?points=" + point)) {
      Event resumed = events.next("values");
      assertThat(value(resumed, point).path("value").asDouble()).isEqualTo(12);
    }
  }

  @Test
  void a_client_that_resumes_at_another_servers_place_is_told_to_begin_anew() {
    web.plant.send(press, "press/2", "{\"force\":1}");
    point(press, "press/2", "force");
    try (EventReader events =
        open(web.owner().with("Last-Event-ID", "somewhere-17"), "?source=" + press)) {
      assertThat(events.next("reset").data().path("cause").asString()).isEqualTo("RESTARTED");
      assertThat(byPoint(events.next("values"))).isNotEmpty();
    }
  }

  @Test
  void nobody_sees_values_of_places_that_are_not_theirs() {
    web.plant.send(oven, "oven", "{\"temperature\":700}");
    point(oven, "oven", "temperature");
    AssetId site =
        web.plant.registry.assets().create(web.plant.actor(), AssetSpec.of("Site B", "site")).id();
    WebClient elsewhere = web.person(Role.VIEWER, Place.of(web.plant.organisation, site));
    assertThat(elsewhere.get(STREAM + "?source=" + oven).status()).isEqualTo(403);
    try (EventReader events = open(elsewhere, "?topics=VALUES,SOURCES");
        EventReader owners = open(web.owner(), "")) {
      owners.next("values");
      web.plant.send(oven, "oven", "{\"temperature\":701}");
      owners.next("values");
      assertThat(events.poll()).isEmpty();
    }
  }

  @Test
  void sources_the_system_and_ones_own_jobs_are_told() {
    String me = "user:" + web.owner().get("/api/v1/session").json().path("user").asString();
    web.jobs.add(new JobProgress("j1", "upload", me, "RUNNING", 0.5, null));
    web.jobs.add(new JobProgress("j2", "upload", "user:other", "RUNNING", 0.5, null));
    try (EventReader events = open(web.owner(), "?topics=SOURCES,SYSTEM,JOBS")) {
      JsonNode sources = events.next("sources").data().path("sources");
      assertThat(sources.valueStream().map(each -> each.path("source").asString()))
          .contains(press.toString(), oven.toString());
      JsonNode system = events.next("system").data();
      assertThat(system.path("journal").asString()).isEqualTo("OPEN");
      assertThat(system.path("readers").valueStream().map(each -> each.path("name").asString()))
          .contains("history", "live");
      assertThat(events.next("job").data().path("id").asString()).isEqualTo("j1");
      assertThat(events.poll()).isEmpty();
    }
    assertThat(web.person(Role.VIEWER).get(STREAM + "?topics=SYSTEM").status()).isEqualTo(403);
  }

  @Test
  void the_stream_ends_with_the_session_and_with_the_token() {
    WebClient viewer = web.person(Role.VIEWER);
    WebClient program = web.program(Scope.READ);
    String token =
        program
            .header("Authorization")
            .substring("Bearer mr_".length(), "Bearer mr_".length() + 10);
    try (EventReader session = open(viewer, "");
        EventReader tokens = open(program, "")) {
      viewer.post("/api/v1/sign-out");
      assertThat(web.plant.security.tokens().revoke(Actor.commandLine(), token)).isTrue();
      assertThat(session.next("end").data().path("cause").asString()).isEqualTo("CREDENTIAL_ENDED");
      assertThat(tokens.next("end").data().path("cause").asString()).isEqualTo("CREDENTIAL_ENDED");
      await().until(() -> session.ended() && tokens.ended());
    }
  }

  @Test
  void a_stream_ends_when_its_persons_rights_change() {
    WebClient viewer = web.person(Role.VIEWER);
    String id = viewer.get("/api/v1/session").json().path("user").asString();
    try (EventReader events = open(viewer, "")) {
      long version = web.owner().get("/api/v1/users/" + id).version();
      web.owner()
          .ifMatch(version)
          .patch("/api/v1/users/" + id, Map.of("roles", List.of(Map.of("role", "TECHNICIAN"))));
      assertThat(events.next("end").data().path("cause").asString()).isEqualTo("RIGHTS_CHANGED");
    }
  }

  @Test
  void one_principal_has_so_many_streams_at_most() {
    StreamLimit limit = new StreamLimit(new StreamSettings(3, 2, 1, 1, 1));
    StreamLimit.Taken first = limit.take("a");
    limit.take("a");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> limit.take("a"))
        .hasMessageContaining("as many event streams");
    limit.take("b");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> limit.take("c"))
        .hasMessageContaining("as many event streams");
    first.close();
    assertThat(limit.open()).isEqualTo(2);
    limit.take("a");
  }
}
