package io.millrace.web.testing;

import io.millrace.web.json.ApiJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tab of Chromium without a window, by the Chrome DevTools Protocol. */
public final class Browser implements AutoCloseable {
  private static final long TIMEOUT_S = 30;
  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Browser(Path program) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("millrace-browser");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // the tests may run as root, and open pages of ours only
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    URI tools = listening();
    URI tab = tab(tools);
    socket = http.newWebSocketBuilder().buildAsync(tab, new Answers()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Opens one; empty if there is no Chromium on this machine. */
  public static Optional<Browser> open() throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    return program.isPresent() ? Optional.of(new Browser(program.get())) : Optional.empty();
  }

  private URI listening() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // so that it never waits
        return URI.create(line.substring(LISTENING.length()));
      }
    }
    throw new IOException("Chromium ended before it listened.");
  }

  private URI tab(URI tools) throws IOException, InterruptedException {
    String tabs =
        http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + tools.getPort() + "/json/list"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    for (JsonNode tab : ApiJson.mapper().readTree(tabs)) {
      if (tab.path("type").asString().equals("page")) {
        return URI.create(tab.path("webSocketDebuggerUrl").asString());
      }
    }
    throw new IOException("Chromium has no tab.");
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(ApiJson.mapper().readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> future = waiting.remove(message.path("id").asInt());
      if (future != null) {
        future.complete(message);
      }
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asString()) {
      case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
      case "Log.entryAdded" -> {
        if (parameters.path("entry").path("level").asString().equals("error")) {
          complaints.add(parameters.toString());
        }
      }
      default -> {}
    }
  }

  private JsonNode send(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> future = new CompletableFuture<>();
    waiting.put(id, future);
    String text =
        ApiJson.mapper()
            .writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).join();
    JsonNode answer = future.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer);
    }
    return answer.path("result");
  }

  /** Sets a cookie for an address. */
  public void cookie(String url, String name, String value) {
    send("Network.setCookie", Map.of("url", url, "name", name, "value", value));
  }

  /** How wide the window is, and whether the system asks for dark. */
  public void look(int width, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 500));
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Goes to an address; what was complained of before is forgotten. */
  public void go(String url) {
    complaints.clear();
    send("Page.navigate", Map.of("url", url));
  }

  /** What a JavaScript expression gives, as text. */
  public String ask(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    return answer.path("result").path("value").asString("");
  }

  /** Errors of scripts, refused contents and failed requests since the last {@link #go}. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    http.close();
  }
}
