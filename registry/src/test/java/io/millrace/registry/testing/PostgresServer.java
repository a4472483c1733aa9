package io.millrace.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own for the length of the test run, from the binaries of Debian's
 * package: on a free port of loopback, with its data in a temporary folder. PostgreSQL refuses to
 * run as root; then it runs as the user that the package made.
 */
public final class PostgresServer {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER_OF_PACKAGE = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path binaries;
  private final Path folder;
  private final int port;

  private PostgresServer(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** The server, started on first use and stopped when the JVM ends. */
  public static PostgresServer shared() {
    return Holder.SERVER;
  }

  private static final class Holder {
    static final PostgresServer SERVER = start();
  }

  /** Makes a database, empty or as a copy, and returns its JDBC address. */
  public String createDatabase(String templateOrEmpty) {
    String name = "test_" + DATABASES.incrementAndGet();
    createDatabase(name, templateOrEmpty);
    return url(name);
  }

  /** Makes a database with a name. */
  public void createDatabase(String name, String templateOrEmpty) {
    String template = templateOrEmpty.isEmpty() ? "" : " TEMPLATE " + templateOrEmpty;
    execute("CREATE DATABASE " + name + template);
  }

  /**
   * Removes the database at an address: hundreds of them would take minutes to delete at the end.
   */
  public void dropDatabase(String url) {
    execute("DROP DATABASE " + url.substring(url.lastIndexOf('/') + 1) + " WITH (FORCE)");
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + sql, e);
    }
  }

  /** The JDBC address of a database. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Whoever may do everything; needs no password. */
  public String user() {
    return "millrace";
  }

  private static PostgresServer start() {
    Path binaries = binaries();
    try {
      Path folder = Files.createTempDirectory("millrace-postgresql-");
      PostgresServer server = new PostgresServer(binaries, folder, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      if (isRoot()) {
        UserPrincipal owner =
            FileSystems.getDefault()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(USER_OF_PACKAGE);
        Files.setOwner(folder, owner);
      }
      server.run(
          "initdb",
          "--no-sync",
          "--auth=trust",
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--username=" + server.user(),
          "--pgdata=" + server.data());
      // Durability is not what these tests test; without it they take half the time.
      server.run(
          "pg_ctl",
          "--pgdata=" + server.data(),
          "--log=" + folder.resolve("log"),
          "--wait",
          "-o",
          "-p "
              + server.port
              + " -c listen_addresses=127.0.0.1 -c fsync=off"
              + " -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
              + " -c unix_socket_directories="
              + folder,
          "start");
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL could not be started.", e);
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void stop() {
    try {
      run("pg_ctl", "--pgdata=" + data(), "--mode=immediate", "stop");
    } catch (IllegalStateException e) {
      System.err.println("PostgreSQL of the tests could not be stopped: " + e.getMessage());
    }
    try {
      TestFolders.delete(folder);
    } catch (UncheckedIOException e) {
      System.err.println("The folder " + folder + " stays: " + e.getMessage());
    }
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER_OF_PACKAGE, "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("millrace-postgresql-", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int status = process.waitFor();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (status != 0) {
        throw new IllegalStateException(program + " ended with " + status + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(program + " could not be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(program + " was interrupted.", e);
    }
  }

  private static Path binaries() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(PostgresServer::missing);
    } catch (IOException e) {
      throw missing();
    }
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(
        "These tests need a PostgreSQL server under "
            + INSTALLED
            + ". Install Debian's package 'postgresql' (./millrace test does).");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
