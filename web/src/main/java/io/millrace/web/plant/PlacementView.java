package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when to when a device sat at an asset. */
public record PlacementView(
    SourceId source,
    AssetId asset,
    @Nullable Instant from,
    @Field("First instant after it; absent if it still sits there.") @Nullable Instant to) {
  static PlacementView of(SourcePlacement placement) {
    return new PlacementView(
        placement.source(),
        placement.asset(),
        Validity.fromOrNull(placement.validFromNs()),
        Validity.toOrNull(placement.validToNs()));
  }
}
