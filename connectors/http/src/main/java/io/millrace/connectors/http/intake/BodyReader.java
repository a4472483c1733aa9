package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.connectors.http.limit.Admission;
import io.millrace.model.time.NanoClock;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies into memory, decompressed, and never more than the limit of either form: a small
 * bomb that inflates to gigabytes is refused after the first bytes too many. Thread-safe.
 */
final class BodyReader {
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final int GZIP_BUFFER = 8 * 1024;
  private static final long MAX_DISCARDED_BYTES = 64L << 20;
  private static final Duration DISCARD_WITHIN = Duration.ofSeconds(5);

  private final IntakeSettings settings;
  private final NanoClock clock;

  BodyReader(IntakeSettings settings, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Reads a body; its memory is taken from the admission.
   *
   * @throws IntakeException if it is too large, too slow, broken or compressed in a way that we do
   *     not read
   */
  Body read(IntakeRequest request, Admission admission) {
    boolean announced = request.contentLength() > settings.maxBodyBytes();
    if (announced && request.header("Expect") != null) {
      throw tooLarge(settings); // the client waits for our answer before it sends anything
    }
    InputStream network = request.body().get();
    try {
      if (announced) {
        throw tooLarge(settings);
      }
      return readWithin(request, network, admission);
    } catch (IntakeException e) {
      if (e.code() == IntakeError.INGEST_BODY_TOO_LARGE) {
        discardRest(network);
      }
      throw e;
    }
  }

  /**
   * Reads the rest of a body that is too large, within bounds. A client that is still writing would
   * else find the connection reset, and never learn from the response that it must send less.
   */
  private void discardRest(InputStream body) {
    long untilNs = clock.monotonicNs() + DISCARD_WITHIN.toNanos();
    byte[] scratch = new byte[FIRST_BUFFER];
    long discarded = 0;
    try {
      int read = body.read(scratch);
      while (read >= 0 && discarded < MAX_DISCARDED_BYTES && clock.monotonicNs() < untilNs) {
        discarded += read;
        read = body.read(scratch);
      }
    } catch (IOException e) {
      // The client has gone: nobody is left to be told anything.
    }
  }

  private Body readWithin(IntakeRequest request, InputStream network, Admission admission) {
    boolean compressed = isCompressed(request.header("Content-Encoding"));
    InputStream paced = new PacedStream(network, settings, clock);
    try (InputStream in = compressed ? new GZIPInputStream(paced, GZIP_BUFFER) : paced) {
      Body body = readAll(in, compressed ? -1 : request.contentLength(), admission);
      admission.chargeBody(body.length());
      return body;
    } catch (IOException e) {
      // The network's errors are ours already: what is left is the decompressor's.
      throw new IntakeException(
          IntakeError.INGEST_CODING_DAMAGED, "The body is not whole and valid gzip.", e);
    }
  }

  private static boolean isCompressed(@Nullable String coding) {
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new IntakeException(
              IntakeError.INGEST_CODING_UNSUPPORTED,
              "The body has a content coding that is not read here. Use gzip, or none.");
    };
  }

  private Body readAll(InputStream in, long expected, Admission admission) throws IOException {
    int limit = settings.maxBodyBytes();
    byte[] buffer = new byte[0];
    int length = 0;
    while (true) {
      if (length == buffer.length) {
        // One byte more than the limit, so that what is too large shows itself.
        int capacity = Math.min(limit + 1, nextCapacity(length, expected));
        if (capacity == length) {
          throw tooLarge(settings);
        }
        admission.takeMemory(capacity - length);
        buffer = Arrays.copyOf(buffer, capacity);
      }
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        return new Body(buffer, length);
      }
      length += read;
      if (length > limit) {
        throw tooLarge(settings);
      }
    }
  }

  /** A body that said how long it is fits at once, with a byte to spare for finding its end. */
  private static int nextCapacity(int length, long expected) {
    return length == 0 && expected >= 0
        ? (int) expected + 1
        : Math.max(FIRST_BUFFER, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * length));
  }

  static IntakeException tooLarge(IntakeSettings settings) {
    return new IntakeException(
        IntakeError.INGEST_BODY_TOO_LARGE,
        "The body has more than "
            + settings.maxBodyBytes()
            + " bytes, the limit before and after decompression. Send it in parts.");
  }
}
