package io.millrace.web.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Organisation;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** An organisation, as the API shows it. */
public record OrganisationView(
    OrganisationId id,
    String name,
    Instant createdAt,
    @Field("Rises by one with each change.") long version) {
  static OrganisationView of(Organisation organisation) {
    return new OrganisationView(
        organisation.id(),
        organisation.name(),
        ApiTime.of(organisation.createdAtNs()),
        organisation.version());
  }
}
