package io.millrace.demo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that keeps what it is sent and answers as a test wants. */
public final class TinyHttpServer implements AutoCloseable {
  /** A request as it came in. */
  public record Request(String path, String authorization, String contentType, String body) {}

  /**
   * What to answer.
   *
   * @param retryAfter seconds for a header; 0 for none
   */
  public record Answer(int status, int retryAfter, String body) {
    /** Stored. */
    public static final Answer STORED = new Answer(204, 0, "");
  }

  private final HttpServer server;
  private final List<Request> stored = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Answer> answers = request -> Answer.STORED;

  /** A server on a free port. */
  public TinyHttpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its base address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From here on it answers like this; only what is answered with 2xx counts as stored. */
  public void answer(Function<Request, Answer> newAnswers) {
    answers = newAnswers;
  }

  /** What it has stored, in order. */
  public List<Request> stored() {
    return List.copyOf(stored);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Answer answer = answers.apply(request);
      if (answer.retryAfter() > 0) {
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(answer.retryAfter()));
      }
      if (answer.status() < 300) {
        stored.add(request);
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
