package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That the values at an address shall belong to a point. */
public record BindAddress(
    AddressView address,
    PointId point,
    @Field("Source time from which it holds; absent from the beginning.") @Nullable Instant from,
    @Field(
            value = "Unit of what the source means, UCUM; absent if it is the point's own.",
            maxLength = 200)
        @Nullable String sourceUnit,
    @Field("From what the source sends to what it means; absent to take it as it comes.")
        @Nullable ConversionView scaling) {
  BindingRequest request() {
    return new BindingRequest(
        address.address(),
        point,
        Validity.fromNs(from),
        AssetBody.orEmpty(sourceUnit),
        ConversionView.conversion(scaling));
  }
}
