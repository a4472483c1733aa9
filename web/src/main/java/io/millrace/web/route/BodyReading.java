package io.millrace.web.route;

import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads bodies, and not more of them than the route takes. */
final class BodyReading {
  private BodyReading() {}

  static byte[] all(Exchange exchange, RequestBody declared) {
    try (InputStream in = stream(exchange, declared)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new WebException(
          WebError.BODY_INVALID, "The body ended early or came too slowly. Send it again.", e);
    }
  }

  static InputStream stream(Exchange exchange, RequestBody declared) {
    String mediaType = mediaType(exchange);
    if (!mediaType.isEmpty() && !declared.mediaTypes().contains(mediaType)) {
      throw new WebException(
          WebError.BODY_TYPE_UNSUPPORTED,
          "The body must be " + String.join(" or ", declared.mediaTypes()) + ".");
    }
    if (exchange.header("Content-Encoding") != null) {
      throw new WebException(
          WebError.BODY_TYPE_UNSUPPORTED, "The body must not be compressed here.");
    }
    if (exchange.contentLength() > declared.maxBytes()) {
      throw tooLarge(declared);
    }
    try {
      return new LimitedStream(exchange.body(), declared);
    } catch (IOException e) {
      throw new WebException(WebError.BODY_INVALID, "The body cannot be read. Send it again.", e);
    }
  }

  static String mediaType(Exchange exchange) {
    String header = exchange.header("Content-Type");
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static WebException tooLarge(RequestBody declared) {
    return new WebException(
        WebError.BODY_TOO_LARGE,
        "The body is larger than the " + declared.maxBytes() + " bytes that are taken here.");
  }

  /** Ends with an exception instead of more bytes than are taken. */
  private static final class LimitedStream extends FilterInputStream {
    private final RequestBody declared;
    private long left;

    LimitedStream(InputStream in, RequestBody declared) {
      super(in);
      this.declared = declared;
      left = declared.maxBytes();
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count(Math.max(read, 0));
      return read;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw tooLarge(declared);
      }
    }
  }
}
