package io.millrace.web.openapi;

import io.millrace.web.route.Access;

/** Who may use a route, in words. */
final class AccessText {
  private AccessText() {}

  static String of(Access access) {
    return switch (access) {
      case Access.Open open -> "Open to everybody: " + open.reason();
      case Access.Guarded guarded -> "Needs " + guarded.action() + ".";
      case Access.PerItem item -> "Needs " + item.action() + " somewhere. " + item.rule();
    };
  }
}
