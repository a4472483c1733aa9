package io.millrace.web.data;

import io.millrace.history.query.Damage;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer lacks because what was stored is damaged. */
public record DamageView(
    @Field("Time of the first sample that is missing.") Instant from,
    @Field("Time of the last.") Instant to,
    @Field("What is wrong.") String message) {
  static DamageView of(Damage damage) {
    return new DamageView(ApiTime.of(damage.fromNs()), ApiTime.of(damage.toNs()), damage.message());
  }

  /** Null if nothing is damaged. */
  static @Nullable List<DamageView> orNull(List<Damage> damages) {
    return damages.isEmpty() ? null : damages.stream().map(DamageView::of).toList();
  }
}
