package io.millrace.app.wiring;

import io.millrace.history.query.HistoryReader;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.registry.Registry;
import io.millrace.registry.bulk.ImportSettings;
import io.millrace.registry.context.OutboxRelay;
import io.millrace.security.Security;
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
import io.millrace.web.plant.UnmappedRoutes;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** What the API answers about a plant and its data. */
record ResourceRoutes(
    Registry registry,
    OutboxRelay relay,
    Security security,
    StoredData stored,
    Pipeline pipeline,
    PlantPlaces places,
    DecodeSettings decoding,
    NanoClock clock) {
  /** Every route of every resource. */
  List<Route> all() {
    InForce inForce = new InForce(relay);
    return Stream.of(plant(inForce), definitions(inForce), data(), corrections(inForce))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> plant(InForce inForce) {
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
            new AliasRoutes(registry, places).routes(),
            new NoteRoutes(registry, places, clock).routes(),
            new ChangeRoutes(registry, places).routes(),
            new SearchRoutes(registry, places).routes(),
            new PlantFileRoutes(registry, places, inForce, ImportSettings.DEFAULT).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> definitions(InForce inForce) {
    return Stream.of(
            new EnumerationRoutes(registry, inForce).routes(),
            new CalendarRoutes(registry).routes(),
            new StateModelRoutes(registry).routes(),
            new StateModelUseRoutes(registry, places).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> data() {
    PointHandles handles = stored.handles();
    HistoryReader history = stored.history().reader();
    PointIndex index = new PointIndex(registry, places);
    return Stream.of(
            new LatestRoutes(registry, places, index, pipeline.live(), history, handles, clock)
                .routes(),
            new SampleRoutes(places, history, handles).routes(),
            new BucketRoutes(registry, places, history, handles, clock).routes(),
            new GapRoutes(registry, places, history, handles, clock).routes(),
            new StateRoutes(registry, places, history, handles, clock).routes(),
            new FrameRoutes(registry, places, stored.history().frames(), clock).routes(),
            new RecordRoutes(places, history, handles, stored.blobs()).routes(),
            new WhyRoutes(
                    registry,
                    places,
                    history,
                    handles,
                    stored.journal(),
                    stored.context(),
                    decoding)
                .routes(),
            new ExportRoutes(registry, places, index, history, handles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> corrections(InForce inForce) {
    return new DeletionRoutes(registry, places, inForce, security.audit()).routes();
  }
}
