package io.millrace.connectors.http.intake;

import static io.millrace.connectors.http.support.IntakeServer.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.http.support.IntakeServer;
import io.millrace.connectors.http.support.IntakeServer.Stored;
import io.millrace.journal.Lane;
import io.millrace.model.id.SourceId;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.token.IssuedToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/ingest/<channel>}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestTest {
  private static final String BODY = "{\"ts\":1700000000000,\"values\":{\"temperature\":71.5}}";

  private final IntakeServer server = IntakeServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_message_becomes_a_record_under_the_tokens_source_and_the_paths_channel() {
    IssuedToken token = server.token(PRESS, "#");
    HttpResponse<String> response =
        server.send(
            server
                .post("/api/v1/ingest/line1/press/values", token.text().reveal(), BODY)
                .header("Content-Type", "application/json"));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(onChannel(Lane.LIVE, "line1/press/values"))
        .containsExactly(
            new Stored(
                "token:" + token.token().id(),
                PRESS,
                "http",
                "line1/press/values",
                "application/json",
                Map.of(),
                BODY));
  }

  @Test
  void past_data_takes_the_bulk_lane() {
    assertThat(status("/api/v1/ingest/past?lane=bulk", server.token(), BODY)).isEqualTo(204);
    assertThat(status("/api/v1/ingest/past?lane=live", server.token(), BODY)).isEqualTo(204);
    assertThat(onChannel(Lane.BULK, "past")).hasSize(1);
    assertThat(onChannel(Lane.LIVE, "past")).hasSize(1);
    problem("/api/v1/ingest/past?lane=fast", server.token(), BODY, 422, "INGEST_LANE_UNKNOWN");
  }

  @Test
  void the_channel_is_decoded_as_text() {
    assertThat(status("/api/v1/ingest/%C3%B6fen/nr%201", server.token(), BODY)).isEqualTo(204);
    assertThat(onChannel(Lane.LIVE, "öfen/nr 1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/ingest/a%2Bb, 422",
    "/api/v1/ingest/a/%23, 422",
    "/api/v1/ingest/$SYS/x, 422",
    "/api/v1/ingest/a%00b, 400",
    "/api/v1/ingest/a%0Ab, 400",
    "/api/v1/ingest/a%2Fb, 400",
    "/api/v1/ingest/a/%2e%2e/b, 400",
    "/api/v1/ingest/, 404",
    "/api/v1/ingest, 404",
  })
  void what_cannot_be_a_channel_is_refused(String path, int status) {
    assertThat(status(path, server.token(), BODY)).isEqualTo(status);
  }

  @Test
  void a_channels_name_has_a_bound() {
    problem(
        "/api/v1/ingest/" + "a".repeat(513), server.token(), BODY, 422, "INGEST_CHANNEL_INVALID");
  }

  @Test
  void an_unreadable_body_is_refused_with_its_place_and_not_stored() {
    HttpResponse<String> response =
        problem("/api/v1/ingest/bad", server.token(), "fine\nis garbage", 422, "TEST_MALFORMED");
    assertThat(response.body())
        .contains("\"line\":2", "\"field\":\"value\"", "\"offset\":3", "in line 2");
    assertThat(onChannel(Lane.LIVE, "bad")).isEmpty();
  }

  @Test
  void an_empty_body_is_refused() {
    problem("/api/v1/ingest/empty", server.token(), "", 422, "INGEST_BODY_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-unknown", "multipart/form-data; boundary=x"})
  void a_media_type_that_nobody_reads_is_unsupported(String mediaType) {
    HttpResponse<String> response =
        server.send(
            server
                .post("/api/v1/ingest/typed", server.token(), BODY)
                .header("Content-Type", mediaType));
    assertThat(response.statusCode()).isEqualTo(415);
  }

  @Test
  void without_a_token_nobody_gets_in() {
    HttpResponse<String> response =
        server.send(server.to("/api/v1/ingest/a").POST(BodyPublishers.ofString(BODY)));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"millrace\"");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"CREDENTIAL_MISSING\"", "\"status\":401");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer x", "Bearer ", "Basic !!!", "Basic bm9jb2xvbg==", "Digest x", "mr_x"})
  void what_is_no_good_token_does_not_get_in(String authorization) {
    HttpResponse<String> response =
        server.send(
            server
                .to("/api/v1/ingest/a")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(BODY)));
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer realm=\"millrace\"");
  }

  @Test
  void a_revoked_token_does_not_get_in() {
    IssuedToken token = server.token(PRESS, "#");
    assertThat(status("/api/v1/ingest/a", token.text().reveal(), BODY)).isEqualTo(204);
    server.security.tokens().revoke(Actor.commandLine(), token.token().id());
    HttpResponse<String> response =
        problem("/api/v1/ingest/a", token.text().reveal(), BODY, 401, "TOKEN_UNKNOWN");
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"millrace\", error=\"invalid_token\"");
  }

  @Test
  void a_token_without_the_scope_or_outside_its_filters_is_forbidden() {
    problem("/api/v1/ingest/a", server.readingToken(), BODY, 403, "ACTION_DENIED");
    String filtered = server.token(PRESS, "line1/+").text().reveal();
    assertThat(status("/api/v1/ingest/line1/press", filtered, BODY)).isEqualTo(204);
    problem("/api/v1/ingest/line2/press", filtered, BODY, 403, "ACTION_DENIED");
  }

  @Test
  void a_source_of_which_nobody_knows_where_it_belongs_is_forbidden() {
    String token = server.token(new SourceId(new UUID(9, 9)), "#").text().reveal();
    problem("/api/v1/ingest/a", token, BODY, 403, "ACTION_DENIED");
  }

  @Test
  void refusals_are_in_the_audit_counted() {
    String reading = server.readingToken();
    for (int i = 0; i < 3; i++) {
      status("/api/v1/ingest/audited", reading, BODY);
    }
    server.security.refusals().flush();
    assertThat(server.security.audit().find(AuditQuery.newest(100)))
        .filteredOn(row -> row.principal().equals("token:" + reading.substring(3, 13)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.event()).isEqualTo("ACCESS_DENIED");
              assertThat(row.repetitions()).isEqualTo(3);
              assertThat(row.address()).isEqualTo("127.0.0.1");
            })
        .extracting(AuditRow::toString)
        .asString()
        .doesNotContain(reading);
  }

  @Test
  void requests_balance() {
    IntakeStatistics before = server.intake.statistics();
    status("/api/v1/ingest/a", server.token(), BODY);
    status("/api/v1/ingest/a", server.token(), "garbage");
    status("/api/v1/ingest/a", "nonsense", BODY);
    IntakeStatistics after = server.intake.statistics();
    assertThat(after.requests() - before.requests()).isEqualTo(3);
    assertThat(after.taken() - before.taken()).isEqualTo(1);
    assertThat(after.requests())
        .isEqualTo(
            after.taken() + after.refused().values().stream().mapToLong(Long::longValue).sum());
    assertThat(after.liveBytesInMemory()).isZero();
  }

  private List<Stored> onChannel(Lane lane, String channel) {
    return server.stored(lane).stream().filter(record -> record.channel().equals(channel)).toList();
  }

  private int status(String path, String token, String body) {
    return server.send(server.post(path, token, body)).statusCode();
  }

  private HttpResponse<String> problem(
      String path, String token, String body, int status, String code) {
    HttpResponse<String> response = server.send(server.post(path, token, body));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"type\":\"urn:millrace:problem:" + code + "\"")
        .contains("\"code\":\"" + code + "\"")
        .contains("\"status\":" + status);
    return response;
  }
}
