package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.discovery.UnmappedPoint;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** A point that nobody has described. */
public record UnmappedPointView(
    PointId id,
    @Field("What its address suggests.") String name,
    ValueKind kind,
    PointStatus status,
    AddressView address,
    @Field("When the first value came.") Instant firstSeen,
    long version) {
  static UnmappedPointView of(UnmappedPoint unmapped) {
    return new UnmappedPointView(
        unmapped.point().id(),
        unmapped.point().name(),
        unmapped.point().spec().traits().kind(),
        unmapped.point().status(),
        AddressView.of(unmapped.address()),
        ApiTime.of(unmapped.firstSeenNs()),
        unmapped.point().version());
  }
}
