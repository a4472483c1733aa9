package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when to when, in source time, the values at an address belong to a point. */
public record BindingView(
    AddressView address,
    PointId point,
    @Field("Absent from the beginning.") @Nullable Instant from,
    @Field("First instant after it; absent if it has no end.") @Nullable Instant to,
    @Field("Unit of what the source means, UCUM; empty if it is the point's own, or unknown.")
        String sourceUnit,
    @Field("From what the source sends to what it means.") ConversionView scaling,
    @Field("From what the source sends to what is stored.") ConversionView stored) {
  /** The binding, as the API shows it. */
  public static BindingView of(AddressBinding binding) {
    return new BindingView(
        AddressView.of(binding.address()),
        binding.point(),
        Validity.fromOrNull(binding.validFromNs()),
        Validity.toOrNull(binding.validToNs()),
        binding.sourceUnit(),
        ConversionView.of(binding.scaling()),
        ConversionView.of(binding.stored()));
  }
}
