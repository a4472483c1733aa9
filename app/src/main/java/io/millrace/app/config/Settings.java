package io.millrace.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The configuration in force, typed. Each part mirrors a section of {@link SettingsTable}, where
 * ranges and meanings stand; sizes are in bytes. Immutable.
 *
 * @param dataFolder absolute
 */
public record Settings(
    Path dataFolder,
    Http http,
    Mqtt mqtt,
    Registry registry,
    Journal journal,
    History history,
    Memory memory,
    Limits limits,
    Sessions sessions,
    Log log,
    Time time,
    Duration stopLimit) {

  /** Where the web server listens, and how browsers reach it if that differs. */
  public record Http(String host, int port, Optional<URI> publicUrl) {}

  /** Where the MQTT broker listens. */
  public record Mqtt(String host, int port) {}

  /** The relational store: SQLite in the data folder when there is no PostgreSQL. */
  public record Registry(Optional<Postgresql> postgresql) {}

  /**
   * A PostgreSQL database.
   *
   * @param jdbcUrl without credentials
   */
  public record Postgresql(String jdbcUrl, String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Postgresql[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
    }
  }

  /** Retention of raw messages. */
  public record Journal(Duration keep, long diskBudget) {}

  /** Retention of samples (empty: for ever), and how often they are written. */
  public record History(Optional<Duration> keep, Duration checkpointInterval) {}

  /** What was set; {@link MemoryBudget} fills in the rest. */
  public record Memory(Optional<Long> heap, Optional<Long> direct, Optional<Long> cache) {}

  /** Bounds on what comes from outside. */
  public record Limits(
      int connections,
      long bodySize,
      long uploadSize,
      int packetSize,
      int messagesPerSecond,
      int requestsPerSecond) {}

  /** Lifetimes of what people sign in with. */
  public record Sessions(Duration idle, Duration longest, Duration passwordLink) {}

  /** What is logged, how and where. */
  public record Log(LogLevel level, LogFormat format, LogTime time, int fileSize, int files) {}

  /** The zone of local times in the log. */
  public record Time(ZoneId zone) {}

  /**
   * The typed form of checked values.
   *
   * @param baseFolder where relative paths start; absolute
   */
  static Settings of(SettingValues values, Path baseFolder) {
    return new Settings(
        baseFolder.resolve(values.get(SettingsTable.DATA_FOLDER)).normalize(),
        new Http(
            values.get(SettingsTable.HTTP_HOST),
            values.get(SettingsTable.HTTP_PORT),
            values.get(SettingsTable.HTTP_PUBLIC_URL)),
        new Mqtt(values.get(SettingsTable.MQTT_HOST), values.get(SettingsTable.MQTT_PORT)),
        registry(values),
        new Journal(
            values.get(SettingsTable.JOURNAL_KEEP), values.get(SettingsTable.JOURNAL_DISK_BUDGET)),
        new History(
            values.get(SettingsTable.HISTORY_KEEP), values.get(SettingsTable.HISTORY_CHECKPOINT)),
        new Memory(
            values.get(SettingsTable.MEMORY_HEAP),
            values.get(SettingsTable.MEMORY_DIRECT),
            values.get(SettingsTable.MEMORY_CACHE)),
        limits(values),
        new Sessions(
            values.get(SettingsTable.SESSION_IDLE),
            values.get(SettingsTable.SESSION_LONGEST),
            values.get(SettingsTable.PASSWORD_LINK)),
        new Log(
            values.get(SettingsTable.LOG_LEVEL),
            values.get(SettingsTable.LOG_FORMAT),
            values.get(SettingsTable.LOG_TIME),
            Math.toIntExact(values.get(SettingsTable.LOG_FILE_SIZE)),
            values.get(SettingsTable.LOG_FILES)),
        new Time(values.get(SettingsTable.TIME_ZONE).orElseGet(ZoneId::systemDefault)),
        values.get(SettingsTable.STOP_LIMIT));
  }

  private static Registry registry(SettingValues values) {
    String database = values.get(SettingsTable.REGISTRY_DATABASE);
    return database.equals("sqlite")
        ? new Registry(Optional.empty())
        : new Registry(
            Optional.of(
                new Postgresql(
                    "jdbc:" + database,
                    values.get(SettingsTable.REGISTRY_USER),
                    values.get(SettingsTable.REGISTRY_PASSWORD))));
  }

  private static Limits limits(SettingValues values) {
    return new Limits(
        values.get(SettingsTable.MOST_CONNECTIONS),
        values.get(SettingsTable.LARGEST_BODY),
        values.get(SettingsTable.LARGEST_UPLOAD),
        Math.toIntExact(values.get(SettingsTable.LARGEST_PACKET)),
        values.get(SettingsTable.MOST_MESSAGES),
        values.get(SettingsTable.MOST_REQUESTS));
  }
}
