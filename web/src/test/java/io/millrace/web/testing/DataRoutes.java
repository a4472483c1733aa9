package io.millrace.web.testing;

import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.registry.bulk.ImportSettings;
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
import io.millrace.web.plant.UnitRoutes;
import io.millrace.web.plant.UnmappedRoutes;
import io.millrace.web.route.Route;
import java.util.List;
import java.util.stream.Stream;

/** The resources of a plant and its data, over the parts of a test's plant. */
public final class DataRoutes {
  private DataRoutes() {}

  /** What describes the plant. */
  public static List<Route> plant(OpenedPlant plant) {
    InForce inForce = new InForce(plant.relay);
    var registry = plant.registry;
    var places = plant.places;
    return Stream.of(
            new OrganisationRoutes(registry).routes(),
            new AssetRoutes(registry, places).routes(),
            new AssetTreeRoutes(registry, places).routes(),
            new PointRoutes(registry, places, inForce).routes(),
            new PointListRoutes(registry, places).routes(),
            new PointUnitRoutes(registry, places, inForce, plant.clock).routes(),
            new SourceRoutes(registry, places, inForce).routes(),
            new PlacementRoutes(registry, places, plant.clock).routes(),
            new BindingRoutes(registry, places, inForce).routes(),
            new UnmappedRoutes(registry, places, inForce).routes(),
            new SearchRoutes(registry, places).routes(),
            new EnumerationRoutes(registry, inForce).routes(),
            new CalendarRoutes(registry).routes(),
            new StateModelRoutes(registry).routes(),
            new StateModelUseRoutes(registry, places).routes(),
            new NoteRoutes(registry, places, plant.clock).routes(),
            new AliasRoutes(registry, places).routes(),
            new ChangeRoutes(registry, places).routes(),
            new UnitRoutes().routes(),
            new PlantFileRoutes(registry, places, inForce, ImportSettings.DEFAULT).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What was measured. */
  public static List<Route> data(OpenedPlant plant) {
    var registry = plant.registry;
    var places = plant.places;
    var reader = plant.history.reader();
    PointIndex index = new PointIndex(registry, places);
    return Stream.of(
            new LatestRoutes(
                    registry,
                    places,
                    index,
                    plant.pipeline.live(),
                    reader,
                    plant.handles,
                    plant.clock)
                .routes(),
            new SampleRoutes(places, reader, plant.handles).routes(),
            new BucketRoutes(registry, places, reader, plant.handles, plant.clock).routes(),
            new GapRoutes(registry, places, reader, plant.handles, plant.clock).routes(),
            new FrameRoutes(registry, places, plant.history.frames(), plant.clock).routes(),
            new StateRoutes(registry, places, reader, plant.handles, plant.clock).routes(),
            new RecordRoutes(places, reader, plant.handles, plant.blobs).routes(),
            new WhyRoutes(
                    registry,
                    places,
                    reader,
                    plant.handles,
                    plant.journal,
                    plant.follower,
                    DecodeSettings.DEFAULTS)
                .routes(),
            new ExportRoutes(registry, places, index, reader, plant.handles).routes(),
            new DeletionRoutes(registry, places, new InForce(plant.relay), plant.security.audit())
                .routes())
        .flatMap(List::stream)
        .toList();
  }

  /** All of them. */
  public static List<Route> all(OpenedPlant plant) {
    return Stream.of(plant(plant), data(plant)).flatMap(List::stream).toList();
  }
}
