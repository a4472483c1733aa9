package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import java.time.Instant;

/** Parameters that several resources have. */
public final class PlantParameters {
  /** An asset in the path. */
  public static final Parameter<AssetId> ASSET =
      Parameter.path("asset", ParameterType.id(AssetId::of), "The asset's id.");

  /** A point in the path. */
  public static final Parameter<PointId> POINT =
      Parameter.path("point", ParameterType.id(PointId::of), "The point's id.");

  /** A source in the path. */
  public static final Parameter<SourceId> SOURCE =
      Parameter.path("source", ParameterType.id(SourceId::of), "The source's id.");

  /** The beginning of a span of time. */
  public static final Parameter<Instant> FROM =
      Parameter.query("from", ParameterType.time(), "First instant of the span.");

  /** The end of a span of time. */
  public static final Parameter<Instant> TO =
      Parameter.query("to", ParameterType.time(), "First instant after the span.");

  private PlantParameters() {}
}
