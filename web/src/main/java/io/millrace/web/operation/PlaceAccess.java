package io.millrace.web.operation;

import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;

/** What is asked of the authorisation point about counts: they belong to a place as a whole. */
final class PlaceAccess {
  private PlaceAccess() {}

  static Resource whole(Place place) {
    return place.site() == null ? new Resource.Organisation(place) : new Resource.Site(place);
  }
}
