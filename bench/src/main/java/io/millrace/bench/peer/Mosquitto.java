package io.millrace.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Debian's mosquitto with persistence off and anonymous clients, on loopback. */
public final class Mosquitto implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/local/sbin/mosquitto"));
  private static final int ATTEMPTS = 500;
  private static final long POLL_NS = 10_000_000;

  private final Process process;
  private final int port;
  private final String version;

  private Mosquitto(Process process, int port, String version) {
    this.process = process;
    this.port = port;
    this.version = version;
  }

  /** Starts one; empty if it is not installed. */
  public static Optional<Mosquitto> start(Path folder) throws IOException {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Files.createDirectories(folder);
    int port = FreePort.find();
    Path config = folder.resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence false
        max_queued_messages 0
        max_inflight_messages 0
        log_type error
        """
            .formatted(port));
    Process process =
        new ProcessBuilder(program.get().toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    Mosquitto started = new Mosquitto(process, port, version(program.get()));
    started.await();
    return Optional.of(started);
  }

  private static String version(Path program) throws IOException {
    Process help = new ProcessBuilder(program.toString(), "-h").redirectErrorStream(true).start();
    try (var lines = help.inputReader()) {
      String first = lines.readLine();
      return first == null ? "mosquitto" : first.replace("version ", "");
    }
  }

  private void await() throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(address());
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(POLL_NS);
      }
    }
    close();
    throw new IOException("mosquitto does not listen at port " + port + ".");
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Name and version. */
  public String version() {
    return version;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
