package io.millrace.web.assembly;

import io.millrace.security.Security;
import io.millrace.web.access.Gate;
import io.millrace.web.account.AuditRoutes;
import io.millrace.web.account.SessionRoutes;
import io.millrace.web.account.SignInRoutes;
import io.millrace.web.account.TokenRoutes;
import io.millrace.web.account.UserRoutes;
import io.millrace.web.health.DataFolderSize;
import io.millrace.web.health.HealthRoutes;
import io.millrace.web.health.SystemHealth;
import io.millrace.web.metrics.MetricSource;
import io.millrace.web.metrics.MetricsRoutes;
import io.millrace.web.metrics.ModuleMetrics;
import io.millrace.web.metrics.Scrape;
import io.millrace.web.openapi.DescriptionRoutes;
import io.millrace.web.openapi.ReferencePage;
import io.millrace.web.page.PageRoutes;
import io.millrace.web.route.Route;
import io.millrace.web.server.RequestCounts;
import io.millrace.web.server.WebServer;
import io.millrace.web.server.WebSettings;
import io.millrace.web.stream.StreamRoutes;
import io.millrace.web.stream.StreamSettings;
import io.millrace.web.stream.StreamSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages, API and intake at one address. Thread-safe. */
public final class Web implements AutoCloseable {
  private final List<Route> routes = new ArrayList<>();
  private final StreamRoutes streams;
  private final Scrape scrape;
  private final WebServer server;

  /**
   * A web server that does not listen yet.
   *
   * @param resources routes of the plant model, of data and of whatever else there is
   */
  public Web(WebSettings settings, WebServices services, List<Route> resources) {
    Security security = services.security();
    RequestCounts counts = new RequestCounts();
    streams = streams(services);
    scrape = new Scrape(metrics(services, counts, streams));

    routes.addAll(resources);
    addAccounts(services, settings.tls());
    routes.addAll(streams.routes());
    routes.addAll(new HealthRoutes(health(services), services.organisation()).routes());
    routes.addAll(new MetricsRoutes(scrape, services.organisation()).routes());
    routes.addAll(new DescriptionRoutes(() -> routes, services.version()).routes());
    routes.addAll(new PageRoutes(() -> ReferencePage.of(routes), services.mqttPort()).routes());

    server =
        new WebServer(
            settings,
            List.copyOf(routes),
            new Gate(
                security.sessions(), security.tokenVerifier(), security.refusals(), settings.tls()),
            Optional.of(services.intake()),
            counts,
            services.clock());
  }

  private void addAccounts(WebServices services, boolean tls) {
    Security security = services.security();
    var organisations = services.registry().organisations();
    routes.addAll(
        new SignInRoutes(
                security.signIn(), security.setupLinks(), security.users(), organisations, tls)
            .routes());
    routes.addAll(
        new SessionRoutes(
                security.signIn(), security.sessions(), security.users(), organisations, tls)
            .routes());
    routes.addAll(
        new UserRoutes(
                security.users(), security.accounts(), security.setupLinks(), services.places())
            .routes());
    routes.addAll(new TokenRoutes(security.tokens(), services.places()).routes());
    routes.addAll(new AuditRoutes(security.audit()).routes());
  }

  private static StreamRoutes streams(WebServices services) {
    return new StreamRoutes(
        new StreamSources(
            services.pipeline().live(),
            services.journal()::statistics,
            services.runtime()::statistics,
            services.pipeline().quarantine()::statistics,
            services.jobs()),
        services.registry(),
        services.places(),
        services.security().sessions(),
        services.security().tokenVerifier(),
        services.security().users(),
        services.organisation(),
        StreamSettings.DEFAULT,
        services.clock());
  }

  private static SystemHealth health(WebServices services) {
    return new SystemHealth(
        services.phase(),
        services.journal()::statistics,
        services.runtime()::statistics,
        services.relay()::statistics,
        new DataFolderSize(services.dataFolder(), services.clock()));
  }

  private static List<MetricSource> metrics(
      WebServices services, RequestCounts counts, StreamRoutes streams) {
    List<MetricSource> sources = new ArrayList<>();
    sources.add(ModuleMetrics.journal(services.journal()::statistics));
    sources.add(ModuleMetrics.readers(services.runtime()::statistics));
    sources.add(ModuleMetrics.ring(services.pipeline()::ringStatistics));
    sources.add(ModuleMetrics.history(services.pipeline().history()::statistics));
    sources.add(ModuleMetrics.live(services.pipeline().live()::statistics));
    sources.add(ModuleMetrics.quarantine(services.pipeline().quarantine()::statistics));
    sources.add(ModuleMetrics.intake(services.intake()::statistics));
    services.mqtt().map(ModuleMetrics::mqtt).ifPresent(sources::add);
    sources.add(ModuleMetrics.tokens(services.security().tokenVerifier()::statistics));
    sources.add(ModuleMetrics.relay(services.relay()::statistics));
    sources.add(ModuleMetrics.requests(counts));
    sources.add(sink -> sink.gauge("http_event_streams", "Event streams open", streams.open()));
    return sources;
  }

  /**
   * Listens.
   *
   * @throws io.millrace.web.error.WebException with {@code PORT_UNAVAILABLE}
   */
  public void start() {
    server.start();
  }

  /** The port that it listens at. */
  public int port() {
    return server.port();
  }

  /** Every route, as declared. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Ends streams and connections. */
  @Override
  public void close() {
    streams.close();
    server.close();
    scrape.close();
  }
}
