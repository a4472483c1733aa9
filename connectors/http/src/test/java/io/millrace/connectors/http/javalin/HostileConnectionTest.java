package io.millrace.connectors.http.javalin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.connectors.http.intake.IntakeSettings;
import io.millrace.connectors.http.support.IntakeServer;
import io.millrace.journal.Lane;
import io.millrace.journal.memory.MemoryJournalSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client would say, said on a bare connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileConnectionTest {
  private final IntakeServer server =
      new IntakeServer(
          IntakeSettings.DEFAULT
              .withMaxBodyBytes(1 << 20)
              .withBodyTime(Duration.ofSeconds(1), 1_000_000),
          new ServerLimits(200, Duration.ofSeconds(3), Duration.ofSeconds(1), 8 * 1024),
          MemoryJournalSettings.plain());

  private final String token = server.token();

  @AfterEach
  void everybody_else_is_still_served() {
    assertThat(server.send(server.post("/api/v1/ingest/after", token, "1")).statusCode())
        .isEqualTo(204);
    await()
        .untilAsserted(() -> assertThat(server.intake.statistics().liveBytesInMemory()).isZero());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_head_that_never_ends_is_cut_off_however_often_a_byte_comes() throws IOException {
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write("POST /api/v1/ingest/slow HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(UTF_8));
      out.flush();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> isCut(out));
    }
  }

  private static boolean isCut(OutputStream out) {
    try {
      out.write('a');
      out.flush();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void many_heads_that_never_end_hinder_nobody() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = server.connect();
        sockets.add(socket);
        socket.getOutputStream().write("POST /api/v1/ingest/slow HTTP/1.1\r\nHo".getBytes(UTF_8));
        socket.getOutputStream().flush();
      }
      assertThat(server.send(server.post("/api/v1/ingest/meanwhile", token, "1")).statusCode())
          .isEqualTo(204);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void a_connection_that_waits_between_requests_is_no_slow_head() throws IOException {
    try (Socket socket = server.connect()) {
      for (int i = 0; i < 3; i++) {
        write(socket, request("waiting", "Content-Length: 1\r\n", "1"));
        assertThat(readHead(socket)).startsWith("HTTP/1.1 204");
        await()
            .during(Duration.ofMillis(1_300)) // longer than a head may take
            .atMost(Duration.ofSeconds(10))
            .until(() -> socket.getInputStream().available() == 0);
      }
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_given_up() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("slow-body", "Content-Length: 1000000\r\n", "x"));
      OutputStream out = socket.getOutputStream();
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> socket.getInputStream().available() > 0 || isCut(out));
      assertThat(readHead(socket)).startsWith("HTTP/1.1 408").contains("application/problem+json");
    }
    assertThat(channels()).doesNotContain("slow-body");
  }

  @Test
  void a_body_that_stops_is_given_up() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("stopped-body", "Content-Length: 1000\r\n", "only this"));
      assertThat(readHead(socket)).startsWith("HTTP/1.1 408");
    }
    assertThat(channels()).doesNotContain("stopped-body");
  }

  @Test
  void a_body_that_breaks_off_is_not_stored() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("broken-off", "Content-Length: 1000\r\n", "only this"));
      socket.shutdownOutput();
      readHead(socket);
    }
    assertThat(channels()).doesNotContain("broken-off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zzz\r\n{}\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello world, this is longer\r\n0\r\n\r\n",
        "fffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "5;x\r\nhello",
      })
  void garbage_as_chunks_is_not_stored(String chunks) throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("garbage", "Transfer-Encoding: chunked\r\n", chunks));
      socket.shutdownOutput();
      assertThat(readHead(socket)).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(channels()).doesNotContain("garbage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        " Content-Length: 5\r\n",
      })
  void a_request_whose_length_can_be_read_in_two_ways_is_refused(String headers)
      throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("smuggled", headers, "0\r\n\r\nhello"));
      socket.shutdownOutput();
      assertThat(readHead(socket)).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(channels()).doesNotContain("smuggled");
  }

  @Test
  void more_body_than_was_said_is_not_part_of_the_message() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("longer", "Content-Length: 5\r\n", "helloGARBAGE\r\n\r\n"));
      assertThat(readHead(socket)).startsWith("HTTP/1.1 204");
    }
    assertThat(server.stored(Lane.LIVE))
        .filteredOn(record -> record.channel().equals("longer"))
        .singleElement()
        .satisfies(record -> assertThat(record.payload()).isEqualTo("hello"));
  }

  @Test
  void headers_that_are_too_large_are_refused() throws IOException {
    try (Socket socket = server.connect()) {
      String header = "X-Large: " + "a".repeat(20_000) + "\r\nContent-Length: 1\r\n";
      write(socket, request("large-head", header, "1"));
      assertThat(readHead(socket)).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void a_line_that_is_too_long_is_refused() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, "POST /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(readHead(socket)).matches("(?s)HTTP/1.1 4(14|31).*");
    }
  }

  @Test
  void nothing_of_a_body_is_awaited_from_whoever_has_no_token() throws IOException {
    try (Socket socket = server.connect()) {
      List<String> head =
          List.of(
              "POST /api/v1/ingest/a HTTP/1.1",
              "Host: x",
              "Content-Length: 1000000",
              "Expect: 100-continue");
      write(socket, String.join("\r\n", head) + "\r\n\r\n");
      assertThat(readHead(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void a_client_that_asks_first_is_told_at_once_that_its_body_is_too_large() throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, request("asks", "Content-Length: 2000000\r\nExpect: 100-continue\r\n", ""));
      assertThat(readHead(socket)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void random_bytes_are_survived() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] valid = request("random", "Content-Length: 5\r\n", "hello").getBytes(UTF_8);
    for (int i = 0; i < 150; i++) {
      byte[] mutated = valid.clone();
      for (int change = random.nextInt(6); change >= 0; change--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try (Socket socket = server.connect()) {
        socket.getOutputStream().write(mutated);
        socket.shutdownOutput();
        assertThat(readHead(socket)).as("seed %d", seed).doesNotStartWith("HTTP/1.1 500");
      }
    }
  }

  private String request(String channel, String headers, String body) {
    return "POST /api/v1/ingest/"
        + channel
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + headers
        + "\r\n"
        + body;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  /** What the server says up to the end of its head; empty if it ends the connection instead. */
  private static String readHead(Socket socket) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.write(b);
        if (read.toString(UTF_8).endsWith("\r\n\r\n")) {
          break;
        }
      }
    } catch (SocketException e) {
      // Reset: that too is an end.
    }
    return read.toString(UTF_8);
  }

  private List<String> channels() {
    return server.stored(Lane.LIVE).stream().map(IntakeServer.Stored::channel).toList();
  }
}
