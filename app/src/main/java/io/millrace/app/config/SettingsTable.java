package io.millrace.app.config;

import static io.millrace.app.config.ValueTypes.span;

import io.millrace.app.config.Quantities.ByteSize;
import io.millrace.app.config.ValueTypes.Choice;
import io.millrace.app.config.ValueTypes.FilePath;
import io.millrace.app.config.ValueTypes.OrWord;
import io.millrace.app.config.ValueTypes.Switch;
import io.millrace.app.config.ValueTypes.Text;
import io.millrace.app.config.ValueTypes.WebAddress;
import io.millrace.app.config.ValueTypes.WholeNumber;
import io.millrace.app.config.ValueTypes.Zone;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every setting that there is. Adding one here adds it to the file template, the checks, the
 * environment and the reference page; {@link Settings} gives it a typed place.
 */
final class SettingsTable {
  private static final long KB = 1L << 10;
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;
  private static final long TB = 1L << 40;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int HIGHEST_PORT = 65_535;

  static final Setting<Path> DATA_FOLDER =
      Setting.of(
          "data.folder",
          new FilePath(),
          "data",
          "Where everything is kept: journal, history, registry, logs. A relative path starts at the"
              + " configuration file's folder.");

  static final Setting<String> HTTP_HOST =
      Setting.of(
          "http.host",
          ValueTypes.host(),
          "127.0.0.1",
          "The address that the web server listens on; 0.0.0.0 for all of them.");

  static final Setting<Integer> HTTP_PORT =
      Setting.of(
          "http.port",
          new WholeNumber(0, HIGHEST_PORT),
          "8080",
          "The web server's port; 0 takes any free one.");

  static final Setting<Optional<URI>> HTTP_PUBLIC_URL =
      Setting.of(
          "http.public-url",
          new OrWord<>("auto", new WebAddress()),
          "auto",
          "How browsers reach the server, when a proxy stands before it. Links and cookies follow it.");

  static final Setting<String> MQTT_HOST =
      Setting.of(
          "mqtt.host",
          ValueTypes.host(),
          "127.0.0.1",
          "The address that the MQTT broker listens on; 0.0.0.0 for all of them.");

  static final Setting<Integer> MQTT_PORT =
      Setting.of(
          "mqtt.port",
          new WholeNumber(0, HIGHEST_PORT),
          "1883",
          "The MQTT broker's port; 0 takes any free one.");

  static final Setting<Boolean> ALLOW_PLAIN_TEXT =
      Setting.of(
          "network.allow-plain-text",
          new Switch(),
          "false",
          "Listening beyond this machine sends passwords and data unencrypted. Set this to true only"
              + " behind a proxy that speaks TLS, or on a network that you trust.");

  static final Setting<String> REGISTRY_DATABASE =
      Setting.of(
          "registry.database",
          new Text(
              Pattern.compile(
                  "sqlite|postgresql://[A-Za-z0-9._\\[\\]:-]{1,300}/[A-Za-z0-9_-]{1,63}"),
              "sqlite or an address such as postgresql://db.example.com:5432/millrace"),
          "sqlite",
          "Where sites, assets, points and users are kept: a file in the data folder (sqlite), or a"
              + " PostgreSQL database.");

  static final Setting<String> REGISTRY_USER =
      Setting.of("registry.user", Text.any(), "", "The PostgreSQL user.");

  static final Setting<String> REGISTRY_PASSWORD =
      Setting.ofSecret(
          "registry.password",
          Text.any(),
          "The PostgreSQL password. Better given by the environment than written into the file.");

  static final Setting<Duration> JOURNAL_KEEP =
      Setting.of(
          "journal.keep",
          span(Duration.ofHours(1), YEAR.multipliedBy(10)),
          "7 d",
          "How long raw messages are kept. As long as they are, any value can be traced back to its"
              + " message, and a corrected decoder can run over the past.");

  static final Setting<Long> JOURNAL_DISK_BUDGET =
      Setting.of(
          "journal.disk-budget",
          new ByteSize(64 * MB, 1024 * TB),
          "20 GB",
          "The most disk that raw messages may take; the oldest go first.");

  static final Setting<Optional<Duration>> HISTORY_KEEP =
      Setting.of(
          "history.keep",
          new OrWord<>("forever", span(Duration.ofDays(1), YEAR.multipliedBy(100))),
          "forever",
          "How long samples are kept, for points that do not say otherwise.");

  static final Setting<Duration> HISTORY_CHECKPOINT =
      Setting.of(
          "history.checkpoint-interval",
          span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "10 s",
          "How often history writes to disk what it holds in memory. Longer spares an SD card and"
              + " makes a restart after a crash slower; nothing is lost either way.");

  static final Setting<Optional<Long>> MEMORY_HEAP =
      Setting.of(
          "memory.heap",
          new OrWord<>("auto", new ByteSize(128 * MB, 64 * GB)),
          "auto",
          "Memory for Java objects. auto is 384 MB, less on machines below 2 GB, more above 32 GB.");

  static final Setting<Optional<Long>> MEMORY_DIRECT =
      Setting.of(
          "memory.direct",
          new OrWord<>("auto", new ByteSize(32 * MB, 16 * GB)),
          "auto",
          "Memory for network buffers. auto is a quarter of the heap.");

  static final Setting<Optional<Long>> MEMORY_CACHE =
      Setting.of(
          "memory.cache",
          new OrWord<>("auto", new ByteSize(16 * MB, 256 * GB)),
          "auto",
          "Memory for the storage engine's blocks and write buffers. auto is a third of the heap.");

  static final Setting<Integer> MOST_CONNECTIONS =
      Setting.of(
          "limits.connections",
          new WholeNumber(10, 1_000_000),
          "5000",
          "The most MQTT connections at one time. Each takes a file descriptor; see millrace doctor.");

  static final Setting<Long> LARGEST_BODY =
      Setting.of(
          "limits.body-size",
          new ByteSize(KB, 16 * MB),
          "8 MB",
          "The largest body of an HTTP request, uploads of files excepted.");

  static final Setting<Long> LARGEST_UPLOAD =
      Setting.of(
          "limits.upload-size",
          new ByteSize(MB, TB),
          "2 GB",
          "The largest file of past data that may be uploaded.");

  static final Setting<Long> LARGEST_PACKET =
      Setting.of(
          "limits.packet-size", new ByteSize(KB, 16 * MB), "1 MB", "The largest MQTT packet.");

  static final Setting<Integer> MOST_MESSAGES =
      Setting.of(
          "limits.messages-per-second",
          new WholeNumber(1, 10_000_000),
          "20000",
          "The most messages per second on one MQTT connection; beyond it the client is slowed down.");

  static final Setting<Integer> MOST_REQUESTS =
      Setting.of(
          "limits.requests-per-second",
          new WholeNumber(1, 1_000_000),
          "200",
          "The most HTTP requests per second of one signed-in person or program; ingest is not"
              + " counted here.");

  static final Setting<Duration> SESSION_IDLE =
      Setting.of(
          "sessions.idle",
          span(Duration.ofMinutes(1), Duration.ofDays(90)),
          "12 h",
          "A person who does nothing for this long is signed out.");

  static final Setting<Duration> SESSION_LONGEST =
      Setting.of(
          "sessions.longest",
          span(Duration.ofMinutes(1), YEAR),
          "7 d",
          "A person is signed out after this long in any case.");

  static final Setting<Duration> PASSWORD_LINK =
      Setting.of(
          "sessions.password-link",
          span(Duration.ofMinutes(1), Duration.ofDays(7)),
          "1 h",
          "How long a link that sets a password is good for. It works once.");

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
          "log.level",
          new Choice<>(LogLevel.class),
          "info",
          "How much is logged. debug is for hunting a defect.");

  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of(
          "log.format",
          new Choice<>(LogFormat.class),
          "text",
          "Lines for people (text) or one JSON object per line for programs (json).");

  static final Setting<LogTime> LOG_TIME =
      Setting.of(
          "log.time",
          new Choice<>(LogTime.class),
          "utc",
          "Times in UTC, or with the offset of time.zone (local).");

  static final Setting<Long> LOG_FILE_SIZE =
      Setting.of(
          "log.file-size",
          new ByteSize(100 * KB, GB),
          "10 MB",
          "A log file in the data folder is closed at this size and a new one begun.");

  static final Setting<Integer> LOG_FILES =
      Setting.of(
          "log.files",
          new WholeNumber(1, 100),
          "5",
          "How many log files are kept, the newest included.");

  static final Setting<Optional<ZoneId>> TIME_ZONE =
      Setting.of(
          "time.zone",
          new OrWord<>("auto", new Zone()),
          "auto",
          "The zone of local times in the log; auto is the machine's. Sites have zones of their own.");

  static final Setting<Duration> STOP_LIMIT =
      Setting.of(
          "server.stop-limit",
          span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "30 s",
          "How long a clean stop may take. What was acknowledged is on disk in any case.");

  /** All settings, in the order of the file template. */
  static final List<Setting<?>> ALL =
      List.of(
          DATA_FOLDER,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_PUBLIC_URL,
          MQTT_HOST,
          MQTT_PORT,
          ALLOW_PLAIN_TEXT,
          REGISTRY_DATABASE,
          REGISTRY_USER,
          REGISTRY_PASSWORD,
          JOURNAL_KEEP,
          JOURNAL_DISK_BUDGET,
          HISTORY_KEEP,
          HISTORY_CHECKPOINT,
          MEMORY_HEAP,
          MEMORY_DIRECT,
          MEMORY_CACHE,
          MOST_CONNECTIONS,
          LARGEST_BODY,
          LARGEST_UPLOAD,
          LARGEST_PACKET,
          MOST_MESSAGES,
          MOST_REQUESTS,
          SESSION_IDLE,
          SESSION_LONGEST,
          PASSWORD_LINK,
          LOG_LEVEL,
          LOG_FORMAT,
          LOG_TIME,
          LOG_FILE_SIZE,
          LOG_FILES,
          TIME_ZONE,
          STOP_LIMIT);

  /** What each section is about; the heading in the template and on the reference page. */
  static final Map<String, String> SECTIONS =
      Map.ofEntries(
          Map.entry("data", "The data folder"),
          Map.entry("http", "Web pages and API"),
          Map.entry("mqtt", "MQTT broker"),
          Map.entry("network", "Beyond this machine"),
          Map.entry("registry", "Sites, assets, points, users"),
          Map.entry("journal", "Raw messages"),
          Map.entry("history", "Samples"),
          Map.entry("memory", "Memory (read by the launcher)"),
          Map.entry("limits", "Limits"),
          Map.entry("sessions", "Signing in"),
          Map.entry("log", "Logs"),
          Map.entry("time", "Time"),
          Map.entry("server", "The process"));

  private SettingsTable() {}

  /** The setting of that path, if there is one. */
  static Optional<Setting<?>> find(String path) {
    return ALL.stream().filter(setting -> setting.path().equals(path)).findFirst();
  }
}
