package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.registry.discovery.Adoption;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** What a person says of one unmapped point. */
public record AdoptPoint(
    PointId id,
    @Field("What it is; of the kind that the point has.") PointBody point,
    @Field(
            value = "Unit of what the source means, UCUM; absent if it is the point's.",
            maxLength = 200)
        @Nullable String sourceUnit,
    @Field("From what the source sends to what it means; absent to take it as it comes.")
        @Nullable ConversionView scaling) {
  Adoption adoption() {
    return new Adoption(
        id, point.spec(), AssetBody.orEmpty(sourceUnit), ConversionView.conversion(scaling));
  }
}
