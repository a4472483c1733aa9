package io.millrace.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own with Debian's defaults: durable, on a free port of loopback.
 * PostgreSQL refuses to run as root; then it runs as the user that its package made.
 */
public final class PostgresPeer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER_OF_PACKAGE = "postgres";
  private static final String DATABASE = "postgres";
  private static final String USER = "millrace";

  private final Path binaries;
  private final Path folder;
  private final int port;

  private PostgresPeer(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** Whether there is a PostgreSQL server to start. */
  public static boolean isInstalled() {
    return binaries().isPresent();
  }

  private static Optional<Path> binaries() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Starts a server with nothing in it. */
  public static PostgresPeer start() throws IOException, InterruptedException {
    Path binaries =
        binaries().orElseThrow(() -> new IOException("There is no PostgreSQL in " + INSTALLED));
    Path folder = Files.createTempDirectory("millrace-bench-postgresql-");
    if (Program.isRoot()) {
      Program.giveTo(USER_OF_PACKAGE, folder);
    }
    PostgresPeer peer = new PostgresPeer(binaries, folder, FreePort.find());
    peer.run(
        "initdb",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--username=" + USER,
        "--pgdata=" + peer.data());
    peer.run(
        "pg_ctl",
        "--pgdata=" + peer.data(),
        "--log=" + folder.resolve("log"),
        "--wait",
        "-o",
        "-p " + peer.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
        "start");
    return peer;
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Name and version, such as {@code PostgreSQL 15.14}. */
  public String name() throws IOException, InterruptedException {
    return "PostgreSQL " + query("SHOW server_version").split(" ", 2)[0];
  }

  /** The port on loopback. */
  public int port() {
    return port;
  }

  /** A folder that the server can read files from. */
  public Path folder() {
    return folder;
  }

  /** Lets the server read a file that was put into its folder. */
  public void hand(Path file) throws IOException {
    if (Program.isRoot()) {
      Program.giveTo(USER_OF_PACKAGE, file);
    }
  }

  /** Runs SQL and returns what it answers, one row per line. */
  public String query(String sql) throws IOException, InterruptedException {
    return run(
            "psql",
            "--host=127.0.0.1",
            "--port=" + port,
            "--username=" + USER,
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set=ON_ERROR_STOP=1",
            "--command=" + sql,
            DATABASE)
        .strip();
  }

  private String run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (Program.isRoot()) {
      command.addAll(List.of("runuser", "-u", USER_OF_PACKAGE, "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    return Program.run(command);
  }

  @Override
  public void close() throws IOException {
    try {
      run("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "--wait", "stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Nobody waited until PostgreSQL had stopped.", e);
    }
    Program.delete(folder);
  }
}
