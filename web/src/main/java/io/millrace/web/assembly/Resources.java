package io.millrace.web.assembly;

import io.millrace.history.query.HistoryReader;
import io.millrace.registry.Registry;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.data.BucketRoutes;
import io.millrace.web.data.DeletionRoutes;
import io.millrace.web.data.ExportRoutes;
import io.millrace.web.data.FrameRoutes;
import io.millrace.web.data.GapRoutes;
import io.millrace.web.data.LatestRoutes;
import io.millrace.web.data.PointIndex;
import io.millrace.web.data.RecordRoutes;
import io.millrace.web.data.SampleRoutes;
import io.millrace.web.data.StateRoutes;
import io.millrace.web.data.WhyRoutes;
import io.millrace.web.operation.AccountingRoutes;
import io.millrace.web.operation.JournalRoutes;
import io.millrace.web.operation.MqttClientRoutes;
import io.millrace.web.operation.RedecodingRoutes;
import io.millrace.web.operation.StorageRoutes;
import io.millrace.web.operation.VerificationRoutes;
import io.millrace.web.plant.AliasRoutes;
import io.millrace.web.plant.AssetRoutes;
import io.millrace.web.plant.AssetTreeRoutes;
import io.millrace.web.plant.BindingRoutes;
import io.millrace.web.plant.CalendarRoutes;
import io.millrace.web.plant.ChangeRoutes;
import io.millrace.web.plant.EnumerationRoutes;
import io.millrace.web.plant.InForce;
import io.millrace.web.plant.NoteRoutes;
import io.millrace.web.plant.OrganisationRoutes;
import io.millrace.web.plant.PlacementRoutes;
import io.millrace.web.plant.PlantFileRoutes;
import io.millrace.web.plant.PointListRoutes;
import io.millrace.web.plant.PointRoutes;
import io.millrace.web.plant.PointUnitRoutes;
import io.millrace.web.plant.SearchRoutes;
import io.millrace.web.plant.SourceRoutes;
import io.millrace.web.plant.StateModelRoutes;
import io.millrace.web.plant.StateModelUseRoutes;
import io.millrace.web.plant.UnitRoutes;
import io.millrace.web.plant.UnmappedRoutes;
import io.millrace.web.quarantine.QuarantineDecisionRoutes;
import io.millrace.web.quarantine.QuarantineRoutes;
import io.millrace.web.route.Route;
import io.millrace.web.upload.UploadRoutes;
import java.util.List;
import java.util.stream.Stream;

/** Builds the resources of plant, data and operation, for {@link Web}. */
public final class Resources {
  private Resources() {}

  /** All their routes. */
  public static List<Route> of(ResourceServices services) {
    return Stream.of(plant(services), definitions(services), data(services), operation(services))
        .flatMap(each -> each)
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<List<Route>> plant(ResourceServices services) {
    Registry registry = services.registry();
    PlantPlaces places = services.places();
    InForce inForce = new InForce(services.relay());
    return Stream.of(
        new OrganisationRoutes(registry).routes(),
        new AssetRoutes(registry, places).routes(),
        new AssetTreeRoutes(registry, places).routes(),
        new PointRoutes(registry, places, inForce).routes(),
        new PointListRoutes(registry, places).routes(),
        new PointUnitRoutes(registry, places, inForce, services.clock()).routes(),
        new SourceRoutes(registry, places, inForce).routes(),
        new PlacementRoutes(registry, places, services.clock()).routes(),
        new BindingRoutes(registry, places, inForce).routes(),
        new UnmappedRoutes(registry, places, inForce).routes(),
        new SearchRoutes(registry, places).routes(),
        new PlantFileRoutes(registry, places, inForce, services.imports()).routes());
  }

  private static Stream<List<Route>> definitions(ResourceServices services) {
    Registry registry = services.registry();
    PlantPlaces places = services.places();
    return Stream.of(
        new EnumerationRoutes(registry, new InForce(services.relay())).routes(),
        new CalendarRoutes(registry).routes(),
        new StateModelRoutes(registry).routes(),
        new StateModelUseRoutes(registry, places).routes(),
        new NoteRoutes(registry, places, services.clock()).routes(),
        new AliasRoutes(registry, places).routes(),
        new ChangeRoutes(registry, places).routes(),
        new UnitRoutes().routes());
  }

  private static Stream<List<Route>> data(ResourceServices services) {
    Registry registry = services.registry();
    PlantPlaces places = services.places();
    HistoryReader reader = services.history().reader();
    var handles = services.handles();
    var clock = services.clock();
    PointIndex index = new PointIndex(registry, places);
    return Stream.of(
        new LatestRoutes(
                registry, places, index, services.pipeline().live(), reader, handles, clock)
            .routes(),
        new SampleRoutes(places, reader, handles).routes(),
        new BucketRoutes(registry, places, reader, handles, clock).routes(),
        new GapRoutes(registry, places, reader, handles, clock).routes(),
        new FrameRoutes(registry, places, services.history().frames(), clock).routes(),
        new StateRoutes(registry, places, reader, handles, clock).routes(),
        new RecordRoutes(places, reader, handles, services.blobs()).routes(),
        new WhyRoutes(
                registry,
                places,
                reader,
                handles,
                services.journal(),
                services.follower(),
                services.decoding())
            .routes(),
        new ExportRoutes(registry, places, index, reader, handles).routes(),
        new DeletionRoutes(registry, places, new InForce(services.relay()), services.audit())
            .routes());
  }

  private static Stream<List<Route>> operation(ResourceServices services) {
    Registry registry = services.registry();
    PlantPlaces places = services.places();
    var pipeline = services.pipeline();
    Stream<List<Route>> all =
        Stream.of(
            new UploadRoutes(registry, places, services.uploads(), services.uploadBytes()).routes(),
            new QuarantineRoutes(registry, places, pipeline.quarantine()).routes(),
            new QuarantineDecisionRoutes(registry, places, pipeline.quarantine()).routes(),
            new AccountingRoutes(
                    registry,
                    places,
                    pipeline.accounts(),
                    pipeline.live(),
                    pipeline.history()::fates)
                .routes(),
            new JournalRoutes(services.journal(), services.runtime(), services.operator()).routes(),
            new RedecodingRoutes(places, pipeline.redecoding(), services.ids()).routes(),
            new VerificationRoutes(
                    services.history(), services.handles(), services.clock(), services.operator())
                .routes(),
            new StorageRoutes(services.journal(), services.history(), services.operator())
                .routes());
    return Stream.concat(
        all,
        services.mqtt().stream()
            .map(clients -> new MqttClientRoutes(registry, places, clients).routes()));
  }
}
