package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.web.json.Field;
import java.util.List;

/** Descriptions to look over and to hand to adoptPoints. */
public record ProposedAdoptions(
    @Field("With names that differ from each other.") List<ProposedAdoption> points) {
  /** One. */
  public record ProposedAdoption(PointId id, PointBody point) {}
}
