package io.millrace.web.testing;

import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.connectors.http.intake.IntakeSettings;
import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.blob.BlobStore;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.pipeline.assembly.PipelineParts;
import io.millrace.pipeline.assembly.PipelineSettings;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.registry.context.RelaySettings;
import io.millrace.registry.database.DatabaseSettings;
import io.millrace.registry.database.RegistryDatabase;
import io.millrace.registry.discovery.DiscoveredAddress;
import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.authorisation.Place;
import io.millrace.security.password.Argon2Cost;
import io.millrace.web.access.PlantPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that stands behind the web: registry and security on SQLite, a journal in memory, the
 * pipeline with all its readers, history, the intake. Real parts, wired as the application does.
 */
public final class OpenedPlant implements AutoCloseable {
  /** Who the tests are when they change the registry by hand. */
  public static final String PRINCIPAL = "system:test";

  private static final Argon2Cost CHEAP = new Argon2Cost(7_168, 1, 1);

  public final Path folder;
  public final NanoClock clock = NanoClock.system();
  public final IdGenerator ids = new IdGenerator(clock, new SecureRandom());
  public final RegistryDatabase database;
  public final Registry registry;
  public final Security security;
  public final OrganisationId organisation;
  public final PlantPlaces places;
  public final MemoryJournal journal;
  public final PointHandles handles = new PointHandles();
  public final ContextFollower follower;
  public final History history;
  public final BlobStore blobs;
  public final ReaderRuntime runtime;
  public final Pipeline pipeline;
  public final OutboxRelay relay;
  public final HttpIntake intake;

  /** An empty plant with one organisation, in a folder of its own. */
  public OpenedPlant() {
    try {
      folder = Files.createTempDirectory("millrace-web");
      database = RegistryDatabase.open(DatabaseSettings.Sqlite.in(folder.resolve("registry.db")));
      registry = new Registry(database, ids, clock, ImportSettings.DEFAULT);
      security =
          Security.open(
              database.writer(),
              database.reader(),
              SecuritySettings.DEFAULT.withPasswordCost(CHEAP),
              clock,
              new SecureRandom(),
              ids);
      organisation = registry.organisations().create(PRINCIPAL, "Foundry").id();
      places = new PlantPlaces(registry);
      journal =
          new MemoryJournal(new MemoryLog(MemoryJournalSettings.plain()), clock, new Random(1));
      relay = new OutboxRelay(registry.outbox(), this::relay, RelaySettings.DEFAULT);
      registry.onContext(relay::wake);
      relay.start();
      follower = new ContextFollower(journal, new DecodeContext(handles, SourcePolicy.DEFAULT));
      history =
          new History(
              new MemoryChunkStore(new MemoryDisk()),
              handles,
              follower.context().traits(),
              HistorySettings.DEFAULTS,
              QuerySettings.DEFAULTS,
              clock);
      blobs = new BlobStore(folder.resolve("blobs"), 16L << 20);
      runtime = new ReaderRuntime(journal, clock);
      pipeline = openPipeline();
      intake =
          new HttpIntake(
              journal,
              security.tokenVerifier(),
              security.refusals(),
              this::placeOf,
              _ -> Optional.empty(),
              IntakeSettings.DEFAULT,
              clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Pipeline openPipeline() throws InterruptedException {
    return new Pipeline(
        new PipelineParts(
            journal,
            runtime,
            _ -> new LiveReaderStore(),
            follower,
            handles,
            history,
            (_, content) -> blobs.put(content).toString(),
            discovered ->
                registry
                    .unmappedPoints()
                    .discover(
                        new Actor(organisation, PRINCIPAL),
                        discovered.stream()
                            .map(
                                each ->
                                    new DiscoveredAddress(
                                        new Address(each.source(), each.channel(), each.path()),
                                        each.kind(),
                                        each.point(),
                                        each.timeNs()))
                            .toList()),
            clock),
        PipelineSettings.DEFAULTS);
  }

  private CompletableFuture<?> relay(List<OutboxEntry> entries) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    for (OutboxEntry entry : entries) {
      batch.add(
          new Origin(new SourceId(new UUID(0, 0)), "system:registry", 0, "registry"),
          new Channel("context", ContextChangeCodec.CONTENT_TYPE),
          clock.nowNs(),
          0,
          ContextChangeCodec.encode(entry.change()));
      batch.attributesOfLast(entry.mark().toAttributes());
    }
    return journal.append(batch);
  }

  private Place placeOf(SourceId source) {
    return registry.sources().find(organisation, source).map(places::of).orElse(Place.UNKNOWN);
  }

  /** On whose behalf the tests change the registry by hand. */
  public Actor actor() {
    return new Actor(organisation, PRINCIPAL);
  }

  /** Waits until decoding knows all that the registry has said so far. */
  public void awaitContext() {
    relay.flushed().join();
  }

  /** Appends a live message of a source. */
  public void send(SourceId source, String channel, String payload) {
    send(Lane.LIVE, source, channel, payload);
  }

  /** Appends a message of a source. */
  public void send(Lane lane, SourceId source, String channel, String payload) {
    RecordBatch batch = new RecordBatch(lane);
    batch.add(
        new Origin(source, "token:test", 1, "mqtt/5"),
        new Channel(channel, ""),
        clock.nowNs(),
        0,
        payload.getBytes(StandardCharsets.UTF_8));
    journal.append(batch).join();
  }

  @Override
  public void close() {
    List<AutoCloseable> parts =
        new ArrayList<>(List.of(pipeline, runtime, history, follower, relay, journal, database));
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("A part of the plant does not close.", e);
      }
    }
  }
}
