package io.millrace.connectors.http.support;

import io.millrace.connectors.http.intake.PayloadCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for the formats of decoding: a line that holds {@code garbage} cannot be read, nor can
 * the media type {@code application/x-unknown}. Remembers what it was asked.
 */
public final class LineCheck implements PayloadCheck {
  /** What it was asked, without the bytes. */
  public final List<Payload> asked = new CopyOnWriteArrayList<>();

  /** The threads on which it was asked. */
  public final List<Thread> threads = new CopyOnWriteArrayList<>();

  @Override
  public Optional<Fault> faultIn(Payload payload) {
    asked.add(payload);
    threads.add(Thread.currentThread());
    if (payload.contentType().equals("application/x-unknown")) {
      return Optional.of(
          new Fault(TestError.TEST_TYPE_UNKNOWN, "Nobody reads this media type.", 0, "", -1));
    }
    String text =
        new String(
            payload.bytes(), payload.from(), payload.to() - payload.from(), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int at = lines.get(i).indexOf("garbage");
      if (at >= 0) {
        return Optional.of(
            new Fault(
                TestError.TEST_MALFORMED,
                "This is garbage, in line " + (i + 1) + ".",
                i + 1,
                "value",
                at));
      }
    }
    return Optional.empty();
  }
}
