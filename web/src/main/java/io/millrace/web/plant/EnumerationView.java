package io.millrace.web.plant;

import io.millrace.model.id.EnumerationId;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.EnumerationEntry;
import io.millrace.model.plant.EnumerationVersion;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;

/** What the codes of points mean, through time. */
public record EnumerationView(
    EnumerationId id,
    String name,
    @Field("By which imports find it again; may be empty.") String key,
    @Field("From the oldest to the one in force.") List<EnumerationVersionView> versions,
    @Field("Rises by one with each change.") long version) {
  /** What the codes mean from some time on. */
  public record EnumerationVersionView(
      @Field("1 for the first.") int number,
      @Field("Since when it is in force.") Instant from,
      List<EnumerationValue> values) {}

  /** One thing that a point may say. */
  public record EnumerationValue(
      @Field("What is stored.") long code,
      @Field(value = "What the source may send and people read.", minLength = 1, maxLength = 200)
          String text) {
    EnumerationEntry entry() {
      return new EnumerationEntry(code, text);
    }
  }

  static EnumerationView of(Enumeration enumeration) {
    return new EnumerationView(
        enumeration.id(),
        enumeration.name(),
        enumeration.externalKey(),
        enumeration.versions().stream().map(EnumerationView::of).toList(),
        enumeration.version());
  }

  private static EnumerationVersionView of(EnumerationVersion version) {
    return new EnumerationVersionView(
        version.number(),
        ApiTime.of(version.validFromNs()),
        version.entries().stream()
            .map(entry -> new EnumerationValue(entry.code(), entry.text()))
            .toList());
  }
}
