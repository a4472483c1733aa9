package io.millrace.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.demo.payload.Address;
import io.millrace.demo.payload.Message;
import io.millrace.demo.server.TinyHttpServer;
import io.millrace.demo.server.TinyHttpServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineCarrierTest {
  private static final UplinkSettings QUICK =
      new UplinkSettings(
          16,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          10_000);

  private final Outbox outbox = new Outbox(10_000, 10_000_000);
  private final UplinkStatus status = new UplinkStatus("GW-09");
  private TinyHttpServer server;
  private Uplink uplink;

  @BeforeEach
  void start() throws IOException {
    server = new TinyHttpServer();
    LineCarrier carrier =
        new LineCarrier(
            new HttpSender(QUICK.timeout()),
            server.uri().resolve("/api/v2/write?precision=ms"),
            "GW-09",
            "secret");
    uplink = new Uplink(carrier, outbox, () -> true, status, QUICK, new Random(1));
    for (int i = 0; i < 1200; i++) {
      byte[] line = ("meter,id=m power=" + i + " " + i + "\n").getBytes(StandardCharsets.UTF_8);
      outbox.offer(new Message(Address.LINE_CHANNEL, "text/plain", line, i));
    }
  }

  @AfterEach
  void stop() {
    uplink.close();
    server.close();
  }

  private void awaitDelivered() {
    await().atMost(Duration.ofSeconds(20)).until(() -> outbox.state().messages() == 0);
    String all =
        server.stored().stream().map(TinyHttpServer.Request::body).collect(Collectors.joining());
    assertThat(all.lines()).hasSize(1200);
    assertThat(all).startsWith("meter,id=m power=0 0\n").endsWith("power=1199 1199\n");
  }

  @Test
  void lines_are_posted_together_in_order_with_the_gateways_token() {
    uplink.start();
    awaitDelivered();

    assertThat(server.stored())
        .hasSize(3)
        .allMatch(request -> request.path().equals("/api/v2/write?precision=ms"))
        .allMatch(request -> request.authorization().equals("Bearer secret"));
    assertThat(status.state()).isEqualTo(UplinkState.CONNECTED);
  }

  @Test
  void a_busy_server_is_asked_again_after_the_time_that_it_names() {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        request -> count.incrementAndGet() <= 2 ? new Answer(503, 1, "busy") : Answer.STORED);
    uplink.start();
    awaitDelivered();
  }

  @Test
  void a_wrong_token_is_said_clearly_and_nothing_is_lost() {
    server.answer(request -> new Answer(401, 0, ""));
    uplink.start();
    await().until(() -> status.state() == UplinkState.REFUSED);
    assertThat(status.detail()).contains("refused the token of GW-09").doesNotContain("secret");

    server.answer(request -> Answer.STORED);
    awaitDelivered();
  }

  @Test
  void a_server_error_is_tried_again() {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        request -> count.incrementAndGet() == 2 ? new Answer(500, 0, "oops") : Answer.STORED);
    uplink.start();
    awaitDelivered();
  }

  @Test
  void lines_that_the_server_will_never_take_are_dropped_and_counted() {
    server.answer(
        request ->
            request.body().startsWith("meter,id=m power=0 ")
                ? new Answer(400, 0, "line 1 is wrong")
                : Answer.STORED);
    uplink.start();
    await().until(() -> outbox.state().messages() == 0);

    assertThat(outbox.state().dropped()).isEqualTo(500);
    assertThat(outbox.state().delivered()).isEqualTo(700);
  }
}
