package io.millrace.app.wiring;

import io.millrace.app.server.DemoPlant;
import io.millrace.app.server.ServerHandle;
import io.millrace.app.server.ServerParts;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.security.SecureRandom;

/** What the command line is given. */
public final class Wiring {
  private Wiring() {}

  /**
   * The server, the password links and the plant.
   *
   * @param version of the program, for people
   */
  public static ServerParts parts(String version) {
    NanoClock clock = NanoClock.system();
    SecureRandom random = new SecureRandom();
    return new ServerParts(
        settings -> new MillraceServer(settings, version, clock, random),
        new FolderPasswordLinks(clock, random),
        (_, server, folder) -> preparePlant(server, folder));
  }

  private static DemoPlant.Launch preparePlant(ServerHandle server, Path folder) {
    if (server instanceof RunningServer running) {
      return running.preparePlant(folder);
    }
    throw new IllegalArgumentException("The plant belongs to a server of this wiring.");
  }
}
