package io.millrace.app.wiring;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.ServerParts;

/** What the command line is given. */
public final class Wiring {
  private Wiring() {}

  /** The server, the password links and the plant. */
  public static ServerParts parts() {
    return new ServerParts(
        settings -> {
          throw notWired();
        },
        (settings, web, user) -> {
          throw notWired();
        },
        (settings, server, folder) -> {
          throw notWired();
        });
  }

  private static AppException notWired() {
    return new AppException(
        AppError.NOT_IN_THIS_BUILD, "This build has a command line and no server behind it yet.");
  }
}
