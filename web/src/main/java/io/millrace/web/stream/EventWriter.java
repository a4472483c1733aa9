package io.millrace.web.stream;

import io.millrace.model.time.NanoClock;
import io.millrace.web.json.ApiJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes server-sent events (WHATWG HTML, 9.2) to one client and notes how long it takes to take
 * them. Serves one thread.
 */
final class EventWriter {
  private final OutputStream out;
  private final NanoClock clock;
  private long longestNs;
  private long lastWriteNs;

  EventWriter(OutputStream out, NanoClock clock) {
    this.out = out;
    this.clock = clock;
    lastWriteNs = clock.monotonicNs();
  }

  /**
   * An event.
   *
   * @param id where to resume; empty if the event is no such place
   */
  void event(String type, String id, Object data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    bytes.writeBytes(("event: " + type + "\n").getBytes(StandardCharsets.US_ASCII));
    if (!id.isEmpty()) {
      bytes.writeBytes(("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    bytes.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(ApiJson.write(data)); // JSON as we write it has no line breaks
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    write(bytes.toByteArray());
  }

  /** How long the client shall wait before it comes again. */
  void retry(int ms) throws IOException {
    write(("retry: " + ms + "\n\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** A line that says that the stream lives, if nothing else has said so lately. */
  void heartbeat(long afterNs) throws IOException {
    if (clock.monotonicNs() - lastWriteNs >= afterNs) {
      write(": \n\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void write(byte[] bytes) throws IOException {
    long beganNs = clock.monotonicNs();
    out.write(bytes);
    out.flush();
    lastWriteNs = clock.monotonicNs();
    longestNs = Math.max(longestNs, lastWriteNs - beganNs);
  }

  /** The longest time that a write took since this was asked before, in nanoseconds. */
  long takeLongestNs() {
    long longest = longestNs;
    longestNs = 0;
    return longest;
  }
}
