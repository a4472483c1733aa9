package io.millrace.app.testing;

import com.sun.net.httpserver.HttpServer;
import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.ServerAddresses;
import io.millrace.app.server.ServerHandle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A server that listens, says that it is ready and does nothing else. Behaviours for tests are
 * asked for in the {@code PLACEHOLDER} environment variable: {@code stuck} never finishes closing,
 * {@code breaking} fails to, {@code failing} never gets ready.
 */
public final class PlaceholderServer implements ServerHandle {
  /** The link that is announced, and must appear nowhere else. */
  public static final String LINK_SECRET = "one-time-secret";

  private static final String HEALTH =
      """
      {"status":"ready","problems":["Point 7 is silent."],
       "readers":[{"name":"history","lagMs":1500}],
       "disk":{"usedBytes":1073741824,"freeBytes":2147483648}}
      """;

  private final HttpServer web;
  private final ServerSocket mqtt;
  private final ServerAddresses addresses;
  private final String behaviour;

  /** Binds both ports. */
  public PlaceholderServer(Settings settings) {
    this.behaviour = System.getenv().getOrDefault("PLACEHOLDER", "");
    try {
      web =
          HttpServer.create(
              new InetSocketAddress(settings.http().host(), settings.http().port()), 0);
      web.createContext(
          "/health",
          exchange -> {
            byte[] body = HEALTH.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      web.start();
      mqtt =
          new ServerSocket(
              settings.mqtt().port(), 1, InetAddress.getByName(settings.mqtt().host()));
    } catch (IOException e) {
      throw new AppException(
          AppError.PROCESS_FAILED, "A port cannot be listened on: " + e.getMessage() + ".", e);
    }
    URI base = URI.create("http://127.0.0.1:" + web.getAddress().getPort());
    addresses =
        new ServerAddresses(
            base, base.resolve("/health"), URI.create("mqtt://127.0.0.1:" + mqtt.getLocalPort()));
  }

  @Override
  public ServerAddresses addresses() {
    return addresses;
  }

  @Override
  public CompletableFuture<Void> ready() {
    return behaviour.equals("failing")
        ? CompletableFuture.failedFuture(new IOException("the journal is damaged"))
        : CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<URI> firstPasswordLink() {
    return Optional.of(addresses.web().resolve("/first/" + LINK_SECRET));
  }

  @Override
  public void close() {
    web.stop(0);
    try {
      mqtt.close();
      if (behaviour.equals("stuck")) {
        new CountDownLatch(1).await();
      }
      if (behaviour.equals("breaking")) {
        throw new AppException(AppError.PROCESS_FAILED, "The last checkpoint failed.");
      }
    } catch (IOException e) {
      throw new AppException(AppError.PROCESS_FAILED, "The port does not close.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
