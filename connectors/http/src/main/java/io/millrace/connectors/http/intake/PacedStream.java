package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body as the network brings it: ends the request when it has too many bytes or comes too
 * slowly. Serves one thread.
 */
final class PacedStream extends FilterInputStream {
  private final IntakeSettings settings;
  private final NanoClock clock;
  private final long startNs;
  private long count;

  PacedStream(InputStream in, IntakeSettings settings, NanoClock clock) {
    super(in);
    this.settings = settings;
    this.clock = clock;
    startNs = clock.monotonicNs();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    int read;
    try {
      read = in.read(into, from, length);
    } catch (IOException e) {
      throw broken(e);
    }
    if (read > 0) {
      count += read;
      checkSize();
      checkPace();
    }
    return read;
  }

  private void checkSize() {
    if (count > settings.maxBodyBytes()) {
      throw BodyReader.tooLarge(settings);
    }
  }

  private void checkPace() {
    long allowedNs =
        settings.bodyGrace().toNanos() + count * Times.SECOND / settings.minBytesPerSecond();
    if (clock.monotonicNs() - startNs > allowedNs) {
      throw tooSlow(null);
    }
  }

  private static IntakeException broken(IOException e) {
    if (e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException) {
      return tooSlow(e);
    }
    return new IntakeException(
        IntakeError.INGEST_BODY_INCOMPLETE,
        "The body broke off, or its transfer coding is damaged. Nothing was stored.",
        e);
  }

  private static IntakeException tooSlow(@Nullable IOException cause) {
    return new IntakeException(
        IntakeError.INGEST_BODY_TOO_SLOW,
        "The body came too slowly. Nothing was stored; send it again in smaller parts.",
        cause);
  }
}
