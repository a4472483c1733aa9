package io.millrace.app;

import io.millrace.app.server.DemoPlant;
import io.millrace.app.server.ServerParts;
import io.millrace.app.testing.PlaceholderPlant;
import io.millrace.app.testing.PlaceholderServer;
import java.util.List;
import java.util.Map;

/** The program with a placeholder for the server behind it. */
public final class PlaceholderMain {
  private PlaceholderMain() {}

  /** The same as {@link Main}'s. */
  public static void main(String[] arguments) {
    ServerParts parts =
        new ServerParts(
            settings -> () -> new PlaceholderServer(settings),
            (settings, web, user) -> web.resolve("/password/" + user),
            (settings, server, folder) ->
                new DemoPlant.Launch(
                    PlaceholderPlant.class.getName(),
                    List.of("--folder", folder.getFileName().toString()),
                    Map.of()));
    System.exit(new Program(parts).run(arguments));
  }
}
