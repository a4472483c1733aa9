package io.millrace.security.token;

import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Scope;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token shall be. As {@link Token}; what a scope needs must be there, so that no token is
 * made that silently can do nothing.
 */
public record NewToken(
    String label,
    Place place,
    Set<Scope> scopes,
    @Nullable SourceId source,
    ChannelFilters publish,
    ChannelFilters subscribe,
    long expiresNs) {
  private static final int MAX_LABEL = 100;

  /**
   * Checks the parts against each other.
   *
   * @throws AccessException with {@link AccessError#TOKEN_INVALID}
   */
  public NewToken {
    scopes = Set.copyOf(scopes);
    require(
        !label.isBlank() && label.length() <= MAX_LABEL,
        "A token needs a label of at most " + MAX_LABEL + " characters, so that people know it.");
    require(place.organisation() != null, "A token belongs to an organisation; none is given.");
    require(!scopes.isEmpty(), "A token without a scope can do nothing; give it at least one.");
    boolean ingests = scopes.contains(Scope.INGEST);
    boolean subscribes = scopes.contains(Scope.SUBSCRIBE);
    require(
        !ingests || source != null,
        "A token with the scope INGEST needs the source under whose identity its data arrives.");
    require(
        ingests != publish.filters().isEmpty(),
        "A token has publish filters exactly if it has the scope INGEST; '#' stands for every"
            + " channel.");
    require(
        subscribes != subscribe.filters().isEmpty(),
        "A token has subscribe filters exactly if it has the scope SUBSCRIBE; '#' stands for every"
            + " channel.");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AccessException(AccessError.TOKEN_INVALID, message);
    }
  }
}
