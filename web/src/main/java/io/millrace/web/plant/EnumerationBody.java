package io.millrace.web.plant;

import io.millrace.model.plant.EnumerationEntry;
import io.millrace.web.json.Field;
import io.millrace.web.plant.EnumerationView.EnumerationValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the codes of points mean from now on. */
public record EnumerationBody(
    @Field("Unique in the organisation, case apart.") String name,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Field(value = "With different codes and different texts.", minLength = 1, maxLength = 1_000)
        List<EnumerationValue> values) {
  List<EnumerationEntry> entries() {
    return values.stream().map(EnumerationValue::entry).toList();
  }
}
