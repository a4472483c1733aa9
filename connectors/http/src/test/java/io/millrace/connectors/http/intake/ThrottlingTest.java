package io.millrace.connectors.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.http.limit.LimitSettings;
import io.millrace.connectors.http.support.IntakeServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThrottlingTest {
  /** Five requests at once, and then one a second. */
  private static final LimitSettings FIVE =
      new LimitSettings(1, 5, 1 << 20, 1 << 30, 16, 100, 10, 16 << 20, 16 << 20);

  private final IntakeServer server = IntakeServer.start(IntakeSettings.DEFAULT.withLimits(FIVE));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_device_that_sends_too_often_is_limited_and_the_others_notice_nothing() {
    String greedy = server.token();
    HttpResponse<String> limited = sendUntilLimited("/api/v1/ingest/greedy", greedy);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
    assertThat(limited.body()).contains("INGEST_TOO_FAST");
    assertThat(status("/api/v1/ingest/modest", server.token())).isEqualTo(204);
  }

  @Test
  void telegraf_for_version_1_is_told_so_in_a_status_after_which_it_keeps_its_data() {
    HttpResponse<String> limited = sendUntilLimited("/write?db=telegraf", server.token());
    assertThat(limited.statusCode()).isEqualTo(503);
    assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    assertThat(sendUntilLimited("/api/v2/write?bucket=telegraf", server.token()).statusCode())
        .isEqualTo(429);
  }

  @Test
  void requests_wait_for_the_journal_on_virtual_threads() {
    status("/api/v1/ingest/threads", server.token());
    assertThat(server.check.threads).isNotEmpty().allMatch(Thread::isVirtual);
  }

  private HttpResponse<String> sendUntilLimited(String path, String token) {
    HttpResponse<String> response = server.send(server.post(path, token, "1"));
    for (int i = 0; i < 1000 && response.statusCode() == 204; i++) {
      response = server.send(server.post(path, token, "1"));
    }
    return response;
  }

  private int status(String path, String token) {
    return server.send(server.post(path, token, "1")).statusCode();
  }
}
