package io.millrace.connectors.http.intake;

import static io.millrace.connectors.http.support.IntakeServer.PRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.http.support.IntakeServer;
import io.millrace.connectors.http.support.IntakeServer.Stored;
import io.millrace.journal.Lane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Telegraf's outputs {@code influxdb} and {@code influxdb_v2} send, and what they expect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfluxTest {
  private static final String LINES =
      "cpu,host=press load=0.5 1700000000000000000\ncpu,host=oven load=0.7 1700000000000000000\n";

  private final IntakeServer server = IntakeServer.start();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void telegraf_for_version_2_writes() throws IOException {
    HttpResponse<String> response =
        server.send(
            server
                .to("/api/v2/write?bucket=plant&org=foundry")
                .header("Authorization", "Token " + server.token())
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .header("User-Agent", "Telegraf/1.36.0 Go/1.24")
                .POST(BodyPublishers.ofByteArray(gzip(LINES))));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(onChannel("api/v2/write/plant"))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.payload()).isEqualTo(LINES);
              assertThat(record.contentType()).isEqualTo("text/plain; charset=utf-8");
              assertThat(record.attributes()).isEqualTo(Map.of("format", "influx-line"));
              assertThat(record.source()).isEqualTo(PRESS);
            });
  }

  @Test
  void telegraf_for_version_1_creates_its_database_and_writes() {
    String basic = basic("telegraf", server.token());
    HttpResponse<String> created =
        server.send(
            server
                .to("/query")
                .header("Authorization", basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "q="
                            + URLEncoder.encode(
                                "CREATE DATABASE \"telegraf\"", StandardCharsets.UTF_8))));
    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.body()).isEqualTo("{\"results\":[{\"statement_id\":0}]}");
    HttpResponse<String> written =
        server.send(
            server
                .to("/write?db=telegraf&rp=autogen&consistency=any")
                .header("Authorization", basic)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(LINES)));
    assertThat(written.statusCode()).isEqualTo(204);
    assertThat(onChannel("write/telegraf")).hasSize(1);
  }

  @Test
  void the_token_may_be_a_password_in_the_query_of_version_1_only() {
    String query = "?u=anybody&p=" + server.token();
    assertThat(post("/write" + query + "&db=q").statusCode()).isEqualTo(204);
    assertThat(onChannel("write/q")).hasSize(1);
    assertThat(post("/api/v2/write" + query).statusCode()).isEqualTo(401);
    assertThat(post("/api/v1/ingest/a" + query).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ns", "n", "us", "u", "ms", "s", "m", "h"})
  void the_precision_goes_to_decoding(String precision) {
    assertThat(write("/api/v2/write?bucket=p" + precision + "&precision=" + precision, LINES))
        .isEqualTo(204);
    assertThat(onChannel("api/v2/write/p" + precision).getFirst().attributes())
        .isEqualTo(Map.of("format", "influx-line", "format.precision", precision));
  }

  @Test
  void an_unknown_precision_is_refused() {
    assertThat(write("/api/v2/write?precision=fortnight", LINES)).isEqualTo(422);
    assertThat(write("/write?precision=", LINES)).isEqualTo(204);
  }

  @Test
  void decoding_is_asked_with_the_format_before_anything_is_stored() {
    write("/api/v2/write?bucket=asked&precision=s", LINES);
    assertThat(server.check.asked)
        .filteredOn(payload -> payload.channel().equals("api/v2/write/asked"))
        .singleElement()
        .satisfies(
            payload -> {
              assertThat(payload.attributes()).containsEntry("format", "influx-line");
              assertThat(payload.source()).isEqualTo(PRESS);
              assertThat(payload.to() - payload.from()).isEqualTo(LINES.length());
            });
  }

  @Test
  void a_bad_line_is_named_in_the_form_that_each_version_reads() {
    HttpResponse<String> v2 = respond("/api/v2/write?bucket=bad", LINES + "garbage\n");
    assertThat(v2.statusCode()).isEqualTo(422);
    assertThat(v2.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(v2.body())
        .startsWith("{\"code\":\"invalid\",")
        .contains("\"message\":\"This is garbage, in line 3.\"", "\"line\":3")
        .contains("\"type\":\"urn:millrace:problem:TEST_MALFORMED\"", "\"status\":422");
    HttpResponse<String> v1 = respond("/write?db=bad", LINES + "garbage\n");
    assertThat(v1.statusCode()).isEqualTo(422);
    assertThat(v1.body())
        .startsWith("{\"error\":\"This is garbage, in line 3.\"")
        .contains("\"code\":\"TEST_MALFORMED\"");
    assertThat(onChannel("api/v2/write/bad")).isEmpty();
  }

  @Test
  void refusals_use_the_words_of_influxdb() {
    assertThat(post("/api/v2/write").body()).contains("\"code\":\"unauthorized\"");
    HttpResponse<String> forbidden =
        server.send(server.post("/api/v2/write", server.readingToken(), LINES));
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body()).contains("\"code\":\"forbidden\"");
  }

  @Test
  void a_token_may_be_limited_to_a_bucket() {
    String token = server.token(PRESS, "api/v2/write/mine").text().reveal();
    assertThat(server.send(server.post("/api/v2/write?bucket=mine", token, LINES)).statusCode())
        .isEqualTo(204);
    assertThat(server.send(server.post("/api/v2/write?bucket=other", token, LINES)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void writing_nothing_is_fine() {
    assertThat(write("/api/v2/write?bucket=nothing", "")).isEqualTo(204);
    assertThat(onChannel("api/v2/write/nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW DATABASES",
        "DROP DATABASE telegraf",
        "SELECT * FROM cpu",
        "",
        "CREATE DATABASE",
        "CREATE DATABASE \"a+b\""
      })
  void no_other_query_is_answered(String query) {
    HttpResponse<String> response =
        respond("/query?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"error\":");
  }

  @Test
  void a_query_needs_a_token_that_may_write_there() {
    assertThat(post("/query?q=CREATE+DATABASE+x").statusCode()).isEqualTo(401);
    String token = server.token(PRESS, "write/mine").text().reveal();
    assertThat(server.send(server.post("/query?q=CREATE+DATABASE+mine", token, "")).statusCode())
        .isEqualTo(200);
    assertThat(server.send(server.post("/query?q=CREATE+DATABASE+other", token, "")).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void ping_says_that_somebody_is_there_and_honestly_who(String method) {
    HttpResponse<String> response =
        server.send(server.to("/ping").method(method, BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("X-Influxdb-Version")).hasValue("Millrace");
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  private List<Stored> onChannel(String channel) {
    return server.stored(Lane.LIVE).stream()
        .filter(record -> record.channel().equals(channel))
        .toList();
  }

  private HttpResponse<String> respond(String path, String body) {
    return server.send(server.post(path, server.token(), body));
  }

  private int write(String path, String body) {
    return respond(path, body).statusCode();
  }

  private HttpResponse<String> post(String path) {
    HttpRequest.Builder request = server.to(path).POST(BodyPublishers.ofString(LINES));
    return server.send(request);
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
