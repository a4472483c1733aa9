package io.millrace.demo.command;

import io.millrace.demo.control.ControlServer;
import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.gateway.UplinkSettings;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.run.Credentials;
import io.millrace.demo.run.PlantSettings;
import io.millrace.demo.run.RunningPlant;
import io.millrace.demo.story.Scenario;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the plant until it is asked to stop. */
@Command(
    name = "demo-plant",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    header = "Runs a simulated foundry that sends its readings to a Millrace server.",
    description = {
      "Connects over MQTT and HTTP as the gateways of 'Demo Foundry' would, each with its own token,"
          + " sends what its machines measure, and in the background the days before.",
      "Stops within seconds on SIGTERM."
    },
    subcommands = {PullThePlugCommand.class, TruthCommand.class, PackCommand.class})
public final class PlantCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PlantCommand.class);
  private static final long STOP_LIMIT_S = 8;

  @Option(names = "--mqtt", paramLabel = "HOST:PORT", description = "The server's MQTT front.")
  private @Nullable String mqtt;

  @Option(names = "--http", paramLabel = "URL", description = "The server's HTTP front.")
  private @Nullable URI http;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "The plant's own folder, kept from start to start.")
  private @Nullable Path folder;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "The gateways' tokens (default: credentials.json in the folder).")
  private @Nullable Path credentials;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all chance in a new plant (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--history-days",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "Past data of a new plant (default: ${DEFAULT-VALUE}).")
  private int historyDays;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "On loopback; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int controlPort;

  @Option(
      names = "--stop-at-end-of-input",
      description = "Stops when standard input ends, as it does when the launcher dies.")
  private boolean stopAtEndOfInput;

  @Override
  public Integer call() throws InterruptedException {
    PlantSettings settings = settings();
    Plant plant = Foundry.plant();
    Credentials read = Credentials.read(settings.credentials(), plant);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    // Waits for the latch and not for this thread, which may itself wait for the hooks to end.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  await(stopped);
                },
                "stop"));
    if (stopAtEndOfInput) {
      Thread.ofPlatform().daemon().name("input").start(() -> awaitEndOfInput(stop));
    }
    InstantSource clock = InstantSource.system();
    try (RunningPlant running =
            new RunningPlant(plant, settings, read, clock, new SplittableRandom());
        ControlServer control =
            new ControlServer(settings.controlPort(), read.controlToken(), plant, running, clock);
        ControlAddress address = ControlAddress.write(settings.folder(), control.port())) {
      LOG.info(
          "Demo Foundry is running: {} points, {} gateways, control port {} ({}).",
          plant.pointCount(),
          plant.gateways().size(),
          control.port(),
          address.file());
      stop.await();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private PlantSettings settings() {
    if (mqtt == null || http == null || folder == null) {
      throw invalid("The plant needs --mqtt, --http and --folder.");
    }
    if (historyDays < 0 || historyDays > Scenario.MAX_HISTORY_DAYS) {
      throw invalid(
          "--history-days is 0 to " + Scenario.MAX_HISTORY_DAYS + ", not " + historyDays + ".");
    }
    if (!("http".equals(http.getScheme()) || "https".equals(http.getScheme()))) {
      throw invalid("--http is an address such as http://127.0.0.1:8080, not " + http + ".");
    }
    Path file = credentials == null ? folder.resolve("credentials.json") : credentials;
    return new PlantSettings(
        address(mqtt), http, folder, file, seed, historyDays, controlPort, UplinkSettings.DEFAULTS);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (colon > 0 && port > 0 && port < 65_536) {
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
      }
    } catch (NumberFormatException e) {
      throw new DemoException(
          DemoError.SETTINGS_INVALID, "The port in --mqtt " + text + " is not a number.", e);
    }
    throw invalid("--mqtt is a host and a port such as 127.0.0.1:1883, not " + text + ".");
  }

  private static DemoException invalid(String message) {
    return new DemoException(DemoError.SETTINGS_INVALID, message);
  }

  private static void awaitEndOfInput(CountDownLatch stop) {
    try {
      while (System.in.read() >= 0) {
        // Nobody has anything to say to us.
      }
    } catch (IOException e) {
      LOG.debug("Standard input failed: {}", e.getMessage());
    }
    stop.countDown();
  }

  private static void await(CountDownLatch stopped) {
    try {
      if (!stopped.await(STOP_LIMIT_S, TimeUnit.SECONDS)) {
        LOG.warn("The plant did not stop within {} s.", STOP_LIMIT_S);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
