package io.millrace.web.problem;

import io.millrace.model.error.ErrorCode;
import io.millrace.registry.error.RegistryError;
import io.millrace.security.error.AccessError;
import io.millrace.web.error.WebError;
import io.millrace.web.route.Access;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** With which codes a route may answer: those that it declares, and those that follow. */
public final class RouteErrors {
  /** Statuses that any route may answer with, when the server is in trouble or asked too much. */
  public static final Set<Integer> ANYWHERE = Set.of(429, 500, 503);

  private RouteErrors() {}

  /** The codes by status, without those of {@link #ANYWHERE} unless the route declares them. */
  public static Map<Integer, Set<String>> of(Route route) {
    List<ErrorCode> codes = new ArrayList<>(route.errors());
    codes.add(WebError.PARAMETER_UNKNOWN);
    codes.add(WebError.HOST_UNKNOWN);
    if (!route.parameters().isEmpty()) {
      codes.add(WebError.PARAMETER_INVALID);
    }
    if (route.parameters().stream().anyMatch(Parameter::required)) {
      codes.add(WebError.PARAMETER_MISSING);
    }
    addAccess(route, codes);
    addBody(route, codes);
    if (route.versioned()) {
      codes.add(WebError.VERSION_MISSING);
      codes.add(WebError.VERSION_STALE);
      codes.add(WebError.PARAMETER_INVALID);
    }
    Map<Integer, Set<String>> byStatus = new TreeMap<>();
    for (ErrorCode code : codes) {
      byStatus.computeIfAbsent(WebProblems.statusOf(code), _ -> new TreeSet<>()).add(code.name());
    }
    return byStatus;
  }

  private static void addAccess(Route route, List<ErrorCode> codes) {
    switch (route.access()) {
      case Access.Open _ -> {
        if (!route.method().isSafe()) {
          codes.add(AccessError.FORGED_REQUEST);
        }
      }
      case Access.Guarded _, Access.PerItem _ -> {
        codes.add(AccessError.CREDENTIAL_MISSING);
        codes.add(AccessError.SESSION_ENDED);
        codes.add(AccessError.TOKEN_MISTYPED);
        codes.add(AccessError.TOKEN_UNKNOWN);
        codes.add(AccessError.TOKEN_EXPIRED);
        codes.add(AccessError.ACTION_DENIED);
        if (!route.method().isSafe()) {
          codes.add(AccessError.FORGED_REQUEST);
        }
        if (hasPathParameter(route)) {
          codes.add(WebError.THING_UNKNOWN);
          codes.add(AccessError.NOT_VISIBLE);
          codes.add(RegistryError.REGISTRY_NOT_FOUND);
        }
      }
    }
  }

  private static boolean hasPathParameter(Route route) {
    return route.parameters().stream().anyMatch(each -> each.in() == Parameter.Location.PATH);
  }

  private static void addBody(Route route, List<ErrorCode> codes) {
    if (route.body() != null) {
      codes.add(WebError.BODY_TOO_LARGE);
      codes.add(WebError.BODY_TYPE_UNSUPPORTED);
      codes.add(WebError.BODY_INVALID);
    }
  }
}
