package io.millrace.app.wiring;

import io.millrace.app.config.MemoryBudget;
import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.launch.Machine;
import io.millrace.app.server.Server;
import io.millrace.app.server.ServerAddresses;
import io.millrace.app.server.ServerHandle;
import io.millrace.broker.MqttFront;
import io.millrace.broker.connection.ClientInfo;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Organisation;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.pipeline.assembly.PipelineParts;
import io.millrace.pipeline.assembly.PipelineSettings;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.registry.context.RelaySettings;
import io.millrace.security.Security;
import io.millrace.security.authorisation.Place;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.assembly.ResourceServices;
import io.millrace.web.assembly.Resources;
import io.millrace.web.assembly.Web;
import io.millrace.web.assembly.WebServices;
import io.millrace.web.health.Phase;
import io.millrace.web.operation.MqttClients;
import io.millrace.web.upload.UploadJobs;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: everything that there is, built with constructors, top to bottom. */
final class MillraceServer implements Server {
  private static final Logger LOG = LoggerFactory.getLogger(MillraceServer.class);
  private static final Duration SECURITY_INTERVAL = Duration.ofSeconds(2);
  private static final Duration SWEEP_INTERVAL = Duration.ofHours(6);
  private static final String FIRST_ORGANISATION = "My organisation";

  private final Settings settings;
  private final String version;
  private final NanoClock clock;
  private final SecureRandom random;

  /**
   * @param version of the program, for people
   */
  MillraceServer(Settings settings, String version, NanoClock clock, SecureRandom random) {
    this.settings = settings;
    this.version = version;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public ServerHandle start() {
    Teardown teardown = new Teardown();
    try {
      return build(teardown);
    } catch (InterruptedException e) {
      teardown.close();
      Thread.currentThread().interrupt();
      throw new AppException(AppError.PROCESS_FAILED, "The start was interrupted.", e);
    } catch (RuntimeException | Error e) {
      closeAfter(e, teardown);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, Teardown teardown) {
    try {
      teardown.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private RunningServer build(Teardown teardown) throws InterruptedException {
    IdGenerator ids = new IdGenerator(clock, random);
    MemoryBudget budget = MemoryBudget.of(settings.memory(), Machine.memoryBytes());

    // What is kept.
    RelationalStore relational = teardown.closing(RelationalStore.open(settings, clock, ids));
    Registry registry = relational.registry();
    Security security = relational.security();
    OrganisationId organisation = organisation(registry);
    StoredData stored = StoredData.open(settings, budget, clock, teardown);

    // What the registry says reaches the journal, and through it decoding.
    OutboxRelay relay =
        teardown.closing(
            new OutboxRelay(
                registry.outbox(),
                new ContextRelay(stored.journal(), clock),
                RelaySettings.DEFAULT));
    registry.onContext(relay::wake);
    relay.start();
    PlantPlaces places = new PlantPlaces(registry);
    RegistryPlaces sourcePlaces = new RegistryPlaces(registry, places);

    // The journal's readers.
    PipelineSettings pipelineSettings = ModuleSettings.pipeline(settings);
    ReaderRuntime runtime = teardown.closing(new ReaderRuntime(stored.journal(), clock));
    Pipeline pipeline =
        teardown.closing(
            new Pipeline(
                new PipelineParts(
                    stored.journal(),
                    runtime,
                    stored.readerStores()::open,
                    stored.context(),
                    stored.handles(),
                    stored.history(),
                    new StoredBlobs(stored.blobs()),
                    new RegistryDiscovery(registry.unmappedPoints(), sourcePlaces),
                    clock),
                pipelineSettings));

    // The fronts.
    ExecutorService tokenChecks =
        teardown.closing(
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("token-check-", 0).factory()));
    HttpIntake intake =
        new HttpIntake(
            stored.journal(),
            security.tokenVerifier(),
            security.refusals(),
            sourcePlaces,
            new IntakePayloads(pipeline.check()),
            ModuleSettings.intake(settings),
            clock);
    MqttFront mqtt =
        teardown.closing(
            MqttFront.start(
                ModuleSettings.mqtt(settings),
                stored.journal(),
                stored.readerStores().open("mqtt"),
                new TokenAuthenticator(security.tokenVerifier(), sourcePlaces, tokenChecks),
                clock,
                random));
    security.tokenVerifier().onRevoked(token -> mqtt.disconnectPrincipal("token:" + token));

    // Housekeeping is for one thread: it is flushed once its thread has ended.
    teardown.closing(security.housekeeping()::flush);
    RepeatedTasks tasks = teardown.closing(new RepeatedTasks());
    tasks.every(SECURITY_INTERVAL, "The housekeeping of security", security.housekeeping()::run);
    tasks.every(
        SECURITY_INTERVAL,
        "Ending connections of sources that are out of use",
        () -> endRetired(mqtt, sourcePlaces));
    tasks.every(
        SWEEP_INTERVAL, "Clearing away what no record needs", () -> sweep(pipeline, stored));

    // Pages and API.
    UploadJobs uploads =
        teardown.closing(
            new UploadJobs(
                pipeline.uploads(), settings.dataFolder().resolve("uploads"), ids, clock));
    AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
    Web web =
        teardown.closing(
            new Web(
                ModuleSettings.web(settings),
                new WebServices(
                    organisation,
                    registry,
                    security,
                    places,
                    stored.journal(),
                    runtime,
                    pipeline,
                    relay,
                    intake,
                    Optional.of(mqtt::statistics),
                    mqtt.address().getPort(),
                    uploads::progress,
                    phase::get,
                    settings.dataFolder(),
                    version,
                    clock),
                Resources.of(
                    new ResourceServices(
                        organisation,
                        registry,
                        places,
                        relay,
                        ImportSettings.DEFAULT,
                        security.audit(),
                        stored.journal(),
                        runtime,
                        stored.history(),
                        stored.blobs(),
                        stored.handles(),
                        stored.context(),
                        pipelineSettings.decode(),
                        pipeline,
                        uploads,
                        settings.limits().uploadSize(),
                        Optional.of(MqttClients.of(mqtt)),
                        ids,
                        clock))));
    web.start();
    phase.set(Phase.SERVING);
    teardown.closing(() -> phase.set(Phase.STOPPING));
    return new RunningServer(
        addresses(web, mqtt),
        security,
        organisation,
        new DemoPlantPreparation(registry, security, new SecretGenerator(random), organisation),
        teardown);
  }

  private static void endRetired(MqttFront mqtt, RegistryPlaces places) {
    mqtt.clients().stream()
        .filter(client -> places.placeOf(client.source()).equals(Place.UNKNOWN))
        .map(ClientInfo::principal)
        .distinct()
        .forEach(mqtt::disconnectPrincipal);
  }

  private static void sweep(Pipeline pipeline, StoredData stored) {
    pipeline
        .sweepBlobs(stored.blobs())
        .filter(outcome -> outcome.deleted() > 0)
        .ifPresent(
            outcome ->
                LOG.info(
                    "Cleared away {} records' contents ({} bytes) that retention let fall.",
                    outcome.deleted(),
                    outcome.deletedBytes()));
  }

  private ServerAddresses addresses(Web web, MqttFront mqtt) {
    URI local = URI.create("http://" + reachable(settings.http().host()) + ":" + web.port());
    return new ServerAddresses(
        settings.http().publicUrl().orElse(local),
        local.resolve("/health"),
        URI.create("mqtt://" + reachable(settings.mqtt().host()) + ":" + mqtt.address().getPort()));
  }

  /** By what this machine reaches a server that listens at an address. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }

  /** A new installation begins with one organisation, which its owner renames. */
  private static OrganisationId organisation(Registry registry) {
    List<Organisation> all = registry.organisations().all();
    return all.isEmpty()
        ? registry.organisations().create("system:start", FIRST_ORGANISATION).id()
        : all.getFirst().id();
  }
}
