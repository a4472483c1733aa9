package io.millrace.connectors.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.http.support.IntakeServer;
import io.millrace.journal.Lane;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyTest {
  private static final int MAX = 100_000;

  private final IntakeServer server =
      IntakeServer.start(IntakeSettings.DEFAULT.withMaxBodyBytes(MAX));

  private final String token = server.token();

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16_383, 16_384, 16_385, 32_768, 99_999, MAX})
  void a_body_up_to_the_limit_is_taken_whole_in_each_form(int size) throws IOException {
    byte[] body = text(size);
    assertThat(post(BodyPublishers.ofByteArray(body), "").statusCode()).isEqualTo(204);
    assertThat(post(chunked(body), "").statusCode()).isEqualTo(204);
    assertThat(post(chunked(gzip(body)), "gzip").statusCode()).isEqualTo(204);
    assertThat(post(BodyPublishers.ofByteArray(gzip(body)), "gzip").statusCode()).isEqualTo(204);
    assertThat(server.stored(Lane.LIVE).reversed().stream().limit(4))
        .allSatisfy(record -> assertThat(record.payload()).hasSize(size))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX + 1, MAX + 2, 5_000_000})
  void a_body_beyond_the_limit_is_refused_in_each_form(int size) throws IOException {
    byte[] body = text(size);
    assertTooLarge(post(BodyPublishers.ofByteArray(body), ""));
    assertTooLarge(post(chunked(body), ""));
    assertTooLarge(post(BodyPublishers.ofByteArray(gzip(body)), "gzip"));
  }

  @Test
  void a_bomb_is_refused_after_the_first_bytes_too_many() throws IOException {
    byte[] bomb = gzip(new byte[50_000_000]);
    assertThat(bomb).hasSizeLessThan(MAX);
    assertTooLarge(post(BodyPublishers.ofByteArray(bomb), "gzip"));
    assertThat(server.intake.statistics().liveBytesInMemory()).isZero();
  }

  @Test
  void a_gzip_of_several_members_is_one_body() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip(text(10)));
    both.write(gzip(text(20)));
    assertThat(post(BodyPublishers.ofByteArray(both.toByteArray()), "gzip").statusCode())
        .isEqualTo(204);
    assertThat(server.stored(Lane.LIVE).getLast().payload()).hasSize(30);
  }

  @Test
  void damaged_gzip_is_refused() throws IOException {
    byte[] good = gzip(text(5_000));
    assertDamaged(new byte[] {1, 2, 3});
    assertDamaged(Arrays.copyOf(good, good.length / 2));
    assertDamaged(Arrays.copyOf(good, good.length - 1));
    byte[] flipped = good.clone();
    flipped[flipped.length - 6] ^= 1;
    assertDamaged(flipped);
  }

  @Test
  void any_bytes_as_gzip_are_refused_or_taken_but_never_an_error_of_ours() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] good = gzip(text(500));
    for (int i = 0; i < 200; i++) {
      byte[] mutated = good.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      assertThat(post(BodyPublishers.ofByteArray(mutated), "gzip").statusCode())
          .as("seed %d", seed)
          .isIn(204, 413, 422);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "compress"})
  void another_coding_is_unsupported_and_gzip_is_offered(String coding) {
    HttpResponse<String> response = post(BodyPublishers.ofByteArray(text(10)), coding);
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("gzip");
    assertThat(response.body()).contains("INGEST_CODING_UNSUPPORTED");
  }

  private void assertTooLarge(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("INGEST_BODY_TOO_LARGE", "100000 bytes");
  }

  private void assertDamaged(byte[] body) {
    HttpResponse<String> response = post(BodyPublishers.ofByteArray(body), "gzip");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("INGEST_CODING_DAMAGED");
  }

  private HttpResponse<String> post(BodyPublisher body, String coding) {
    var request =
        server.to("/api/v1/ingest/body").header("Authorization", "Bearer " + token).POST(body);
    return server.send(coding.isEmpty() ? request : request.header("Content-Encoding", coding));
  }

  /** Without a length, so that the client sends it in chunks. */
  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static byte[] text(int size) {
    byte[] text = new byte[size];
    new Random(size).nextBytes(text);
    for (int i = 0; i < size; i++) {
      text[i] = (byte) ('a' + (text[i] & 15));
    }
    return text;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
