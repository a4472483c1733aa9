package io.millrace.registry.database;

import java.nio.file.Path;

/** Which database to use. */
public sealed interface DatabaseSettings {
  /**
   * A file of our own.
   *
   * @param file is made if it is not there, its folder too
   * @param readers connections for reading, 1 to 64
   * @param busyTimeoutMs for how long a write waits for another one to end
   */
  record Sqlite(Path file, int readers, int busyTimeoutMs) implements DatabaseSettings {
    public Sqlite {
      checkPool(readers);
      checkTimeout(busyTimeoutMs);
    }

    /** With four readers and ten seconds of patience. */
    public static Sqlite in(Path file) {
      return new Sqlite(file, 4, 10_000);
    }
  }

  /**
   * A PostgreSQL server, version 14 or later, with a database of our own.
   *
   * @param url {@code jdbc:postgresql://host:port/database}
   * @param readers connections for reading, 1 to 64
   * @param busyTimeoutMs for how long a write waits for another one to end
   */
  record Postgresql(String url, String user, String password, int readers, int busyTimeoutMs)
      implements DatabaseSettings {
    public Postgresql {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "The address of a PostgreSQL database begins with jdbc:postgresql:, unlike '"
                + url
                + "'.");
      }
      checkPool(readers);
      checkTimeout(busyTimeoutMs);
    }

    /** With four readers and ten seconds of patience. */
    public static Postgresql at(String url, String user, String password) {
      return new Postgresql(url, user, password, 4, 10_000);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Postgresql[url=" + url + ", user=" + user + "]";
    }
  }

  private static void checkPool(int readers) {
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("A database has 1 to 64 readers, not " + readers + ".");
    }
  }

  private static void checkTimeout(int busyTimeoutMs) {
    if (busyTimeoutMs < 1) {
      throw new IllegalArgumentException("A write waits for at least a millisecond.");
    }
  }
}
