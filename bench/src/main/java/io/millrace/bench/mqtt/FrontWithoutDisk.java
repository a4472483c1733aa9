package io.millrace.bench.mqtt;

import io.millrace.broker.MqttFront;
import io.millrace.broker.access.Admission;
import io.millrace.broker.access.AllowedFilters;
import io.millrace.broker.access.Identity;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.broker.settings.TcpListenerSettings;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.NanoClock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The MQTT front as a process of its own, over a journal that keeps nothing. */
@Command(
    name = "front-without-disk",
    mixinStandardHelpOptions = true,
    description = "Serves MQTT on the loopback address and forgets everything.",
    showDefaultValues = true)
public final class FrontWithoutDisk implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "0", description = "Port; 0 for any free one.")
  private int port;

  @Option(
      names = "--sync-us",
      defaultValue = "300",
      description = "How long each batch takes to become durable, in microseconds.")
  private long syncUs;

  /** Runs until it is killed. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FrontWithoutDisk()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    AllowedFilters everywhere = AllowedFilters.of(List.of("#"), List.of("#"));
    Identity anybody = new Identity("token:bench", new SourceId(new UUID(0, 1)), everywhere);
    try (DiscardingJournal journal = new DiscardingJournal(syncUs);
        MqttFront front =
            MqttFront.start(
                MqttSettings.defaults(new TcpListenerSettings("127.0.0.1", port)),
                journal,
                new MemoryReaderStore(),
                credentials -> CompletableFuture.completedFuture(new Admission.Granted(anybody)),
                NanoClock.system(),
                RandomGenerator.getDefault())) {
      System.out.println(front.address().getPort());
      new CountDownLatch(1).await();
    }
    return CommandLine.ExitCode.OK;
  }
}
