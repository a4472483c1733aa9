package io.millrace.connectors.http.problem;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.journal.JournalError;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;
import io.millrace.model.error.MillraceException;
import io.millrace.model.error.RetryHint;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what was thrown into a {@link Problem}: by category, but for two codes. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final long SOON_S = 1;
  private static final long LATER_S = 10;

  private Problems() {}

  /**
   * The problem of an exception. Whatever is not ours, or is a defect of ours, is logged here and
   * tells the client nothing of its inside. What is unavailable is not: it may be so for thousands
   * of requests a second, and whoever it is says so in the log by itself.
   */
  public static Problem of(Throwable thrown) {
    if (thrown instanceof MillraceException known) {
      if (statusOf(known.code()) == 500) {
        LOG.warn("A request failed with {}.", known.code().name(), known);
      }
      String message = known.getMessage();
      return of(known.code(), message == null ? "" : message, retryAfterMs(known));
    }
    LOG.error("A request failed with an error that nobody expected.", thrown);
    return Problem.of(
        500, "INTERNAL", "The server failed in a way that nobody expected. Its log says how.");
  }

  /** The problem of a code, for refusals that are values and no exceptions. */
  public static Problem of(ErrorCode code, String detail) {
    return of(code, detail, OptionalLong.empty());
  }

  private static Problem of(ErrorCode code, String detail, OptionalLong retryAfterMs) {
    int status = statusOf(code);
    OptionalLong retryAfterS =
        retryAfterMs.isPresent()
            ? OptionalLong.of(Math.max(1, Math.ceilDiv(retryAfterMs.getAsLong(), 1000)))
            : defaultRetryAfterS(status);
    return new Problem(status, code.name(), detail, retryAfterS, Map.of());
  }

  private static OptionalLong retryAfterMs(MillraceException known) {
    return known instanceof RetryHint hint ? hint.retryAfterMs() : OptionalLong.empty();
  }

  private static OptionalLong defaultRetryAfterS(int status) {
    return switch (status) {
      case 429 -> OptionalLong.of(SOON_S);
      case 503 -> OptionalLong.of(LATER_S);
      default -> OptionalLong.empty();
    };
  }

  /** The HTTP status of a code. */
  public static int statusOf(ErrorCode code) {
    if (code == JournalError.JOURNAL_DISK_FULL) {
      return 503; // apart from its category: 429 would say that the client asks for too much
    }
    if (code == IntakeError.INGEST_BODY_TOO_SLOW) {
      return 408; // the status that HTTP has for exactly this
    }
    return statusOf(code.category());
  }

  private static int statusOf(ErrorCategory category) {
    return switch (category) {
      case INVALID -> 422;
      case UNSUPPORTED -> 415;
      case TOO_LARGE -> 413;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TRY_LATER -> 429;
      case UNAVAILABLE -> 503;
      case DAMAGED, INTERNAL -> 500;
    };
  }
}
