package io.millrace.connectors.http.intake;

import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.Place;

/**
 * Where sources belong; the application plugs in the registry. Quick, since it is asked for each
 * request.
 */
@FunctionalInterface
public interface SourcePlaces {
  /** The organisation and the site of a source; {@link Place#UNKNOWN}, which denies, if unknown. */
  Place placeOf(SourceId source);
}
