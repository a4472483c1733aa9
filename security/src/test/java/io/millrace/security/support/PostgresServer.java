package io.millrace.security.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server of this test run: started from the binaries of the Debian package {@code
 * postgresql} in a temporary folder on a free port, ended after the last test. PostgreSQL refuses
 * to run as root, so root hands it to the user {@code postgres} that the package creates.
 */
final class PostgresServer implements AutoCloseable {
  private static final Path BINARIES = Path.of("/usr/lib/postgresql");
  private static final String SERVER_USER = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final int port;
  private final Process process;
  private final Path folder;

  private PostgresServer(int port, Process process, Path folder) {
    this.port = port;
    this.process = process;
    this.folder = folder;
  }

  /** Creates a database as a copy of another and returns its name. */
  String createDatabase(String template) {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("The test's PostgreSQL makes no database.", e);
    }
  }

  /** The JDBC URL of a database. */
  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=millrace";
  }

  /** Starts a server on a fresh folder. */
  static PostgresServer start() {
    try {
      Path bin = newestBinaries();
      Path folder = Files.createTempDirectory("millrace-postgres");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path data = Files.createDirectory(folder.resolve("data"));
      if (isRoot()) {
        run(List.of("chown", SERVER_USER, folder.toString(), data.toString()), folder);
      }
      run(
          asServerUser(
              bin.resolve("initdb").toString(),
              "--pgdata=" + data,
              "--username=millrace",
              "--auth=trust",
              "--encoding=UTF8",
              "--no-sync"),
          folder);
      int port = freePort();
      Process server =
          new ProcessBuilder(
                  asServerUser(
                      bin.resolve("postgres").toString(),
                      "-D",
                      data.toString(),
                      "-h",
                      "127.0.0.1",
                      "-p",
                      Integer.toString(port),
                      "-k",
                      folder.toString(),
                      "-c",
                      "fsync=off"))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("server.log").toFile())
              .start();
      PostgresServer postgres = new PostgresServer(port, server, folder);
      Awaitility.await("PostgreSQL accepts connections")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(postgres::accepts);
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean accepts() {
    try (Connection connection = DriverManager.getConnection(url("postgres"))) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Path newestBinaries() throws IOException {
    if (Files.isDirectory(BINARIES)) {
      try (Stream<Path> versions = Files.list(BINARIES)) {
        return versions
            .map(version -> version.resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
            .max(Comparator.comparing(Path::toString))
            .orElseThrow(PostgresServer::absent);
      }
    }
    throw absent();
  }

  private static IllegalStateException absent() {
    return new IllegalStateException(
        "There is no PostgreSQL server under "
            + BINARIES
            + ". Install the Debian package 'postgresql' (apt-get install postgresql).");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asServerUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of("setpriv", "--reuid=" + SERVER_USER, "--regid=" + SERVER_USER, "--clear-groups"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(List<String> command, Path folder) throws IOException {
    Path log = Files.createTempFile("millrace-postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "'" + String.join(" ", command) + "' failed: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
