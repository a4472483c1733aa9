package io.millrace.connectors.http.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connectors.http.javalin.ServerLimits;
import io.millrace.connectors.http.support.FailingJournal;
import io.millrace.connectors.http.support.IntakeServer;
import io.millrace.journal.JournalError;
import io.millrace.journal.Lane;
import io.millrace.journal.memory.MemoryJournalSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcknowledgementTest {
  private final IntakeServer server =
      new IntakeServer(
          IntakeSettings.DEFAULT,
          ServerLimits.DEFAULT,
          MemoryJournalSettings.plain().committedByHand());

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void law1_204_comes_only_after_the_journal_has_made_it_durable() {
    String token = server.token();
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(
            () -> server.send(server.post("/api/v1/ingest/law1", token, "42")).statusCode());
    await().until(() -> server.intake.statistics().liveBytesInMemory() > 0);
    assertThat(status).isNotDone();
    assertThat(channels()).doesNotContain("law1");
    await()
        .until(
            () -> {
              server.memory.commitNext();
              return status.isDone();
            });
    assertThat(status.join()).isEqualTo(204);
    assertThat(channels()).contains("law1");
  }

  private List<String> channels() {
    return server.stored(Lane.LIVE).stream().map(IntakeServer.Stored::channel).toList();
  }

  @Test
  void without_an_answer_of_the_journal_the_client_is_told_to_send_again() {
    HttpIntake impatient =
        server.intakeOver(
            server.memory, IntakeSettings.DEFAULT.withConfirmWithin(Duration.ofSeconds(1)));
    IntakeResponse response = impatient.handle(IntakeRoute.INGEST, request("ingest"));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).contains("INGEST_UNCONFIRMED");
    assertThat(response.headers()).containsKey("Retry-After");
    assertThat(impatient.statistics().liveBytesInMemory()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "JOURNAL_BUSY, 429, 503, 429",
    "JOURNAL_DISK_FULL, 503, 503, 503",
    "JOURNAL_STORAGE_FAILED, 503, 503, 503",
    "JOURNAL_CLOSED, 503, 503, 503",
    "JOURNAL_RECORD_TOO_LARGE, 413, 413, 413",
  })
  void a_journal_that_fails_is_told_in_the_status_that_makes_each_client_send_again(
      JournalError error, int ingest, int influxV1, int influxV2) {
    HttpIntake failing =
        server.intakeOver(new FailingJournal(server.memory, error), IntakeSettings.DEFAULT);
    Map<IntakeRoute, Integer> expected =
        Map.of(
            IntakeRoute.INGEST, ingest,
            IntakeRoute.INFLUX_V1_WRITE, influxV1,
            IntakeRoute.INFLUX_V2_WRITE, influxV2);
    expected.forEach(
        (route, status) -> {
          IntakeResponse response = failing.handle(route, request("failing"));
          assertThat(response.status()).as("%s of %s", error, route).isEqualTo(status);
          assertThat(response.headers().containsKey("Retry-After"))
              .isEqualTo(status == 429 || status == 503);
          assertThat(response.body()).contains(error.name());
        });
    assertThat(failing.statistics().taken()).isZero();
    assertThat(failing.statistics().refused()).containsEntry(error.name(), 3L);
    assertThat(failing.statistics().liveBytesInMemory()).isZero();
  }

  @Test
  void an_error_that_nobody_expected_tells_nothing_of_our_inside() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] into, int from, int length) {
            throw new IllegalStateException("secret inside");
          }
        };
    String token = server.token();
    IntakeResponse response =
        server.intake.handle(
            IntakeRoute.INGEST,
            new IntakeRequest(
                "a",
                name -> name.equals("Authorization") ? "Bearer " + token : null,
                _ -> null,
                -1,
                () -> broken,
                "127.0.0.1"));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":\"INTERNAL\"").doesNotContain("secret inside");
    assertThat(server.intake.statistics().liveBytesInMemory()).isZero();
  }

  private IntakeRequest request(String channel) {
    byte[] body = "42".getBytes(StandardCharsets.UTF_8);
    String token = server.token();
    return new IntakeRequest(
        channel,
        name -> name.equals("Authorization") ? "Bearer " + token : null,
        _ -> null,
        body.length,
        () -> new ByteArrayInputStream(body),
        "127.0.0.1");
  }
}
