package io.millrace.web.testing;

import io.millrace.web.json.ApiJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Reads a stream of server-sent events on a thread of its own. */
public final class EventReader implements AutoCloseable {
  /** One event; comments and fields that are none of these are left out. */
  public record Event(String type, String id, JsonNode data) {}

  private final HttpResponse<InputStream> answer;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean ended;

  public EventReader(HttpResponse<InputStream> answer) {
    this.answer = answer;
    Thread.ofVirtual().start(this::read);
  }

  /** The status of the answer. */
  public int status() {
    return answer.statusCode();
  }

  private void read() {
    String type = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(type, id, ApiJson.mapper().readTree(data.toString())));
          data.setLength(0);
          type = "message";
          id = "";
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        }
      }
    } catch (IOException e) {
      // The connection has ended, which the tests see by ended().
    }
    ended = true;
  }

  /** The next event of a type; others before it are thrown away. */
  public Event next(String type) {
    try {
      long deadlineNs = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (true) {
        Event event = events.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (event == null) {
          throw new AssertionError("No event '" + type + "' came.");
        }
        if (event.type.equals(type)) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next event, if one is there already. */
  public Optional<Event> poll() {
    return Optional.ofNullable(events.poll());
  }

  /** Whether the server has ended the stream. */
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
