package io.millrace.web.problem;

import io.millrace.connectors.http.problem.Problem;
import io.millrace.connectors.http.problem.Problems;
import io.millrace.model.error.ErrorCode;
import io.millrace.model.plant.PlantException;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.error.AccessError;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.util.Map;

/** The problem of whatever a request met; as {@link Problems}, but for the API's own codes. */
public final class WebProblems {
  private WebProblems() {}

  /** The problem of an exception. */
  public static Problem of(Throwable thrown) {
    Problem problem = Problems.of(thrown);
    return switch (thrown) {
      case WebException web -> problem.withStatus(statusOf(web.code())).with(web.members());
      case PlantException plant -> problem.with(Map.of("field", plant.field()));
      case io.millrace.model.error.MillraceException known ->
          problem.withStatus(statusOf(known.code()));
      default -> problem;
    };
  }

  /** The HTTP status of a code. */
  public static int statusOf(ErrorCode code) {
    if (code == WebError.METHOD_UNSUPPORTED) {
      return 405;
    }
    if (code == WebError.VERSION_MISSING) {
      return 428;
    }
    if (code == WebError.VERSION_STALE
        || code == AccessError.ACCOUNT_CHANGED
        || code == RegistryError.REGISTRY_STALE) {
      return 412; // the precondition was the version in If-Match
    }
    return Problems.statusOf(code);
  }
}
