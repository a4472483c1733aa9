package io.millrace.bench.mqtt;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The load generator as a program: prints a {@link LoadResult} as JSON. */
@Command(
    name = "mqtt-load",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Loads any MQTT 3.1.1 or 5 server with PUBLISH and measures.",
    showDefaultValues = true)
public final class MqttLoad implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Host of the server.")
  private String host = "";

  @Option(names = "--port", defaultValue = "1883", description = "Port of the server.")
  private int port;

  @Option(names = "--level", defaultValue = "4", description = "4 for MQTT 3.1.1, 5 for MQTT 5.")
  private int level;

  @Option(names = "--user", description = "User name.")
  private @Nullable String userName;

  @Option(names = "--password", description = "Password.")
  private @Nullable String password;

  @Option(names = "--topic", defaultValue = "bench/{c}/telemetry", description = "Topic.")
  private String topic = "";

  @Option(names = "--client-id", defaultValue = "load-", description = "Prefix of client ids.")
  private String clientIdPrefix = "";

  @Option(names = "--connections", defaultValue = "50", description = "Clients.")
  private int connections;

  @Option(names = "--in-flight", defaultValue = "50", description = "Messages in flight of each.")
  private int inFlight;

  @Option(names = "--qos", defaultValue = "1", description = "0, 1 or 2.")
  private int qos;

  @Option(names = "--rate", defaultValue = "0", description = "Messages/s; 0 for closed loop.")
  private long messagesPerS;

  @Option(names = "--payload", defaultValue = "120", description = "Bytes of a payload.")
  private int payloadBytes;

  @Option(names = "--warmup-ms", defaultValue = "2000", description = "Before measuring.")
  private long warmupMs;

  @Option(names = "--duration-ms", defaultValue = "10000", description = "Measured.")
  private long durationMs;

  @Option(names = "--server-pid", defaultValue = "0", description = "Process to measure; 0: none.")
  private long serverPid;

  MqttLoad(PrintStream out) {
    this.out = out;
  }

  /** Runs and exits. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new MqttLoad(System.out)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    LoadPlan plan =
        new LoadPlan(
            new LoadPlan.Target(
                new InetSocketAddress(host, port),
                level,
                clientIdPrefix,
                topic,
                userName,
                password),
            new LoadPlan.Traffic(connections, inFlight, qos, messagesPerS, payloadBytes),
            new LoadPlan.Times(warmupMs, durationMs));
    LoadResult result = new LoadGenerator(plan, serverPid).run();
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    out.println(json.writeValueAsString(result));
    return result.lost() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
