package io.millrace.web.plant;

import io.millrace.model.plant.Alias;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A name that something has or had beside its own. */
public record AliasView(
    @Field(
            value = "Whose name it is: 'name' for former own names, or a label such as erp.",
            minLength = 1,
            maxLength = 100)
        String scheme,
    @Field(value = "The name.", minLength = 1, maxLength = 200) String text,
    @Field("Since when; absent from the beginning.") @Nullable Instant from,
    @Field("First instant after it; absent if it still holds.") @Nullable Instant to) {
  static AliasView of(Alias alias) {
    return new AliasView(
        alias.scheme(),
        alias.text(),
        Validity.fromOrNull(alias.validFromNs()),
        Validity.toOrNull(alias.validToNs()));
  }
}
