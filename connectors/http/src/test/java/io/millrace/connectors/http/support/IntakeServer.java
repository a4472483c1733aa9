package io.millrace.connectors.http.support;

import io.javalin.Javalin;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.connectors.http.intake.IntakeSettings;
import io.millrace.connectors.http.javalin.IntakeRoutes;
import io.millrace.connectors.http.javalin.ServerHardening;
import io.millrace.connectors.http.javalin.ServerLimits;
import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.NanoClock;
import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.audit.Actor;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.token.IssuedToken;
import io.millrace.security.token.NewToken;
import io.millrace.security.token.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The intake behind a real web server. */
public final class IntakeServer implements AutoCloseable {
  /** The source of the tests' tokens. */
  public static final SourceId PRESS = new SourceId(new UUID(1, 1));

  private static final OrganisationId FOUNDRY = new OrganisationId(new UUID(2, 2));

  public final MemoryJournal memory;
  public final Security security;
  public final HttpIntake intake;
  public final LineCheck check = new LineCheck();
  private final Javalin server;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** A record as the journal has it. */
  public record Stored(
      String principal,
      SourceId source,
      String protocol,
      String channel,
      String contentType,
      Map<String, String> attributes,
      String payload) {}

  /** A server over a journal that makes everything durable at once. */
  public static IntakeServer start() {
    return start(IntakeSettings.DEFAULT);
  }

  /** The same with other settings. */
  public static IntakeServer start(IntakeSettings settings) {
    return new IntakeServer(settings, ServerLimits.DEFAULT, MemoryJournalSettings.plain());
  }

  /** A server over a journal of one's own choice. */
  public IntakeServer(
      IntakeSettings settings, ServerLimits limits, MemoryJournalSettings journalSettings) {
    NanoClock clock = NanoClock.system();
    memory = new MemoryJournal(new MemoryLog(journalSettings), clock, new Random(1));
    security = openSecurity(clock);
    intake = intakeOver(memory, settings);
    server =
        Javalin.create(
                config -> {
                  ServerHardening.apply(config, limits);
                  IntakeRoutes.add(config.routes, intake);
                })
            .start("127.0.0.1", 0);
  }

  /** Another intake with the same tokens, without a web server. */
  public HttpIntake intakeOver(Journal journal, IntakeSettings settings) {
    return new HttpIntake(
        journal,
        security.tokenVerifier(),
        security.refusals(),
        source -> source.equals(PRESS) ? Place.of(FOUNDRY) : Place.UNKNOWN,
        check,
        settings,
        NanoClock.system());
  }

  private static Security openSecurity(NanoClock clock) {
    try {
      Path folder = Files.createTempDirectory("millrace-http");
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setBusyTimeout(5000);
      SQLiteDataSource database = new SQLiteDataSource(config);
      database.setUrl("jdbc:sqlite:" + folder.resolve("registry.db"));
      SecureRandom random = new SecureRandom();
      return Security.open(
          database,
          database,
          SecuritySettings.DEFAULT,
          clock,
          random,
          new IdGenerator(clock, random));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token that may hand over data on all channels of {@link #PRESS}. */
  public String token() {
    return token(PRESS, "#").text().reveal();
  }

  /** A token for data of a source on some channels. */
  public IssuedToken token(SourceId source, String... publish) {
    return issue(Set.of(Scope.INGEST), source, ChannelFilters.of(publish));
  }

  /** A token that may read and hand over nothing. */
  public String readingToken() {
    return issue(Set.of(Scope.READ), PRESS, ChannelFilters.NONE).text().reveal();
  }

  private IssuedToken issue(Set<Scope> scopes, SourceId source, ChannelFilters publish) {
    return security
        .tokens()
        .create(
            Actor.commandLine(),
            new NewToken(
                "press",
                Place.of(FOUNDRY),
                scopes,
                source,
                publish,
                ChannelFilters.NONE,
                Token.NEVER));
  }

  /** A request to a path. */
  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  /** A request that posts a text with a token. */
  public HttpRequest.Builder post(String path, String token, String body) {
    return to(path).header("Authorization", "Bearer " + token).POST(BodyPublishers.ofString(body));
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection to the server, to say things on it that no HTTP client would. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** All records of a lane. */
  public List<Stored> stored(Lane lane) {
    List<Stored> records = new ArrayList<>();
    try (BlockReader reader =
        memory.read(memory.partitions(lane), Cursor.START, RecordFilter.ALL)) {
      for (JournalItem item = reader.poll(); item != null; item = reader.poll()) {
        Block block = (Block) item;
        for (int i = 0; i < block.size(); i++) {
          records.add(stored(block, i));
        }
      }
    }
    return records;
  }

  private static Stored stored(Block block, int i) {
    var origin = block.origins().get(block.originIndex(i));
    var channel = block.channels().get(block.channelIndex(i));
    return new Stored(
        origin.principal(),
        origin.source(),
        origin.protocol(),
        channel.name(),
        channel.contentType(),
        block.attributes(i),
        new String(
            block.payloads(),
            block.payloadStart(i),
            block.payloadEnd(i) - block.payloadStart(i),
            StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    memory.close();
  }
}
