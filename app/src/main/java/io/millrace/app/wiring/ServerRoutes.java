package io.millrace.app.wiring;

import io.millrace.broker.MqttFront;
import io.millrace.connectors.http.intake.HttpIntake;
import io.millrace.history.query.HistoryReader;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.security.Security;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.account.AuditRoutes;
import io.millrace.web.account.SessionRoutes;
import io.millrace.web.account.SignInRoutes;
import io.millrace.web.account.TokenRoutes;
import io.millrace.web.account.UserRoutes;
import io.millrace.web.data.LatestRoutes;
import io.millrace.web.data.PointIndex;
import io.millrace.web.data.SampleRoutes;
import io.millrace.web.health.DataFolderSize;
import io.millrace.web.health.HealthRoutes;
import io.millrace.web.health.Phase;
import io.millrace.web.health.SystemHealth;
import io.millrace.web.metrics.MetricSource;
import io.millrace.web.metrics.MetricsRoutes;
import io.millrace.web.metrics.ModuleMetrics;
import io.millrace.web.metrics.Scrape;
import io.millrace.web.plant.AssetRoutes;
import io.millrace.web.plant.AssetTreeRoutes;
import io.millrace.web.plant.BindingRoutes;
import io.millrace.web.plant.InForce;
import io.millrace.web.plant.OrganisationRoutes;
import io.millrace.web.plant.PlacementRoutes;
import io.millrace.web.plant.PlantFileRoutes;
import io.millrace.web.plant.PointListRoutes;
import io.millrace.web.plant.PointRoutes;
import io.millrace.web.plant.PointUnitRoutes;
import io.millrace.web.plant.SearchRoutes;
import io.millrace.web.plant.SourceRoutes;
import io.millrace.web.plant.UnmappedRoutes;
import io.millrace.web.route.Route;
import io.millrace.web.server.RequestCounts;
import io.millrace.web.stream.StreamRoutes;
import io.millrace.web.stream.StreamSettings;
import io.millrace.web.stream.StreamSources;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All that the web server answers to.
 *
 * @param server the organisation that runs the server
 * @param tls whether browsers reach the server by TLS
 */
record ServerRoutes(
    OrganisationId server,
    Registry registry,
    OutboxRelay relay,
    Security security,
    StoredData stored,
    ReaderRuntime runtime,
    Pipeline pipeline,
    HttpIntake intake,
    MqttFront mqtt,
    PlantPlaces places,
    Supplier<Phase> phase,
    RequestCounts requests,
    Path dataFolder,
    boolean tls,
    NanoClock clock) {
  /** Every route of every resource. */
  List<Route> all() {
    return Stream.of(people(), plant(), data(), system()).flatMap(List::stream).toList();
  }

  private List<Route> people() {
    var organisations = registry.organisations();
    return Stream.of(
            new SignInRoutes(
                    security.signIn(), security.setupLinks(), security.users(), organisations, tls)
                .routes(),
            new SessionRoutes(
                    security.signIn(), security.sessions(), security.users(), organisations, tls)
                .routes(),
            new UserRoutes(security.users(), security.accounts(), security.setupLinks(), places)
                .routes(),
            new TokenRoutes(security.tokens(), places).routes(),
            new AuditRoutes(security.audit()).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> plant() {
    InForce inForce = new InForce(relay);
    return Stream.of(
            new OrganisationRoutes(registry).routes(),
            new AssetTreeRoutes(registry, places).routes(),
            new AssetRoutes(registry, places).routes(),
            new PointListRoutes(registry, places).routes(),
            new PointRoutes(registry, places, inForce).routes(),
            new PointUnitRoutes(registry, places, inForce, clock).routes(),
            new SourceRoutes(registry, places, inForce).routes(),
            new PlacementRoutes(registry, places, clock).routes(),
            new BindingRoutes(registry, places, inForce).routes(),
            new UnmappedRoutes(registry, places, inForce).routes(),
            new SearchRoutes(registry, places).routes(),
            new PlantFileRoutes(registry, places, inForce, ImportSettings.DEFAULT).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> data() {
    PointHandles handles = stored.handles();
    HistoryReader history = stored.history().reader();
    return Stream.of(
            new LatestRoutes(
                    registry,
                    places,
                    new PointIndex(registry, places),
                    pipeline.live(),
                    history,
                    handles,
                    clock)
                .routes(),
            new SampleRoutes(places, history, handles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> system() {
    StreamSources sources =
        new StreamSources(
            pipeline.live(),
            stored.journal()::statistics,
            runtime::statistics,
            pipeline.quarantine()::statistics,
            List::of);
    SystemHealth health =
        new SystemHealth(
            phase,
            stored.journal()::statistics,
            runtime::statistics,
            relay::statistics,
            new DataFolderSize(dataFolder, clock));
    return Stream.of(
            new StreamRoutes(
                    sources,
                    registry,
                    places,
                    security.sessions(),
                    security.tokenVerifier(),
                    security.users(),
                    server,
                    StreamSettings.DEFAULT,
                    clock)
                .routes(),
            new HealthRoutes(health, server).routes(),
            new MetricsRoutes(new Scrape(metrics()), server).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<MetricSource> metrics() {
    return List.of(
        ModuleMetrics.journal(stored.journal()::statistics),
        ModuleMetrics.readers(runtime::statistics),
        ModuleMetrics.ring(pipeline::ringStatistics),
        ModuleMetrics.history(pipeline.history()::statistics),
        ModuleMetrics.live(pipeline.live()::statistics),
        ModuleMetrics.quarantine(pipeline.quarantine()::statistics),
        ModuleMetrics.intake(intake::statistics),
        ModuleMetrics.mqtt(mqtt::statistics),
        ModuleMetrics.tokens(security.tokenVerifier()::statistics),
        ModuleMetrics.relay(relay::statistics),
        ModuleMetrics.requests(requests));
  }
}
