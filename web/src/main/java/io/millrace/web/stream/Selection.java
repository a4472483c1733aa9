package io.millrace.web.stream;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.live.LiveValue;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values a client has asked for and may see. Each point passes the authorisation point each
 * time, at the place where it is now.
 *
 * @param points those to follow; null for all
 * @param source values of this source only; null for all
 */
record Selection(
    Principal principal,
    OrganisationId organisation,
    @Nullable Collection<PointId> points,
    @Nullable SourceId source) {
  List<ValueEvent> visible(List<LiveValue> values, PlantPlaces places) {
    List<LiveValue> wanted =
        source == null
            ? values
            : values.stream().filter(value -> value.source().equals(source)).toList();
    Map<PointId, Place> where =
        places.ofPoints(organisation, wanted.stream().map(LiveValue::point).toList());
    return wanted.stream()
        .filter(value -> allowed(value.point(), where.getOrDefault(value.point(), Place.UNKNOWN)))
        .map(ValueEvent::of)
        .toList();
  }

  private boolean allowed(PointId point, Place place) {
    return Authorizer.decide(principal, Action.READ_DATA, new Resource.Point(place, point))
        .allowed();
  }
}
