package io.millrace.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.Scope;
import io.millrace.web.testing.OpenedWeb;
import io.millrace.web.testing.WebResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the server says of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthRoutesTest {
  private OpenedWeb web;

  @BeforeAll
  void open() {
    web = new OpenedWeb();
  }

  @AfterAll
  void close() {
    web.close();
  }

  @Test
  void health_answers_without_a_credential_in_the_form_of_the_command_line() {
    WebResponse health = web.stranger().get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asString()).isIn("ready", "degraded");
    assertThat(health.json().path("readers").get(0).path("name").asString()).isNotEmpty();
    assertThat(health.json().path("readers").get(0).has("lagMs")).isTrue();
    assertThat(health.json().path("disk").path("freeBytes").asLong()).isPositive();
    assertThat(health.json().path("disk").path("usedBytes").asLong()).isPositive();
  }

  @Test
  void callers_from_elsewhere_get_the_status_alone() {
    WebResponse health = web.stranger().with("X-Forwarded-For", "192.0.2.7").get("/health");
    assertThat(health.json().path("status").asString()).isNotEmpty();
    assertThat(health.json().has("readers")).isFalse();
    WebResponse seen = web.program(Scope.READ).with("X-Forwarded-For", "192.0.2.7").get("/health");
    assertThat(seen.json().has("readers")).isTrue();
  }

  @Test
  void a_server_that_does_not_serve_yet_lives_and_is_not_ready() {
    web.phase = Phase.STARTING;
    try {
      assertThat(web.stranger().get("/health").json().path("status").asString())
          .isEqualTo("starting");
      assertThat(web.stranger().get("/ready").status()).isEqualTo(503);
    } finally {
      web.phase = Phase.SERVING;
    }
    assertThat(web.stranger().get("/ready").status()).isEqualTo(200);
  }

  @Test
  void metrics_need_the_right_to_see_the_system() {
    assertThat(web.stranger().get("/metrics").status()).isEqualTo(401);
    assertThat(web.program(Scope.CONFIGURE).get("/metrics").status()).isEqualTo(403);
    assertThat(web.person(Role.VIEWER).get("/metrics").status()).isEqualTo(403);
    WebResponse metrics = web.program(Scope.READ).get("/metrics");
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.text())
        .contains(
            "# TYPE millrace_journal_records_total counter",
            "millrace_reader_lag_seconds{reader=\"history\"}",
            "millrace_journal_open 1.0",
            "jvm_memory_used_bytes");
    assertThat(web.program(Scope.READ).get("/metrics").text())
        .contains("millrace_http_answers_total{operation=\"getMetrics\",status=\"2xx\"}");
  }
}
