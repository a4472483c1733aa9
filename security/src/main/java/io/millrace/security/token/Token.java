package io.millrace.security.token;

import io.millrace.model.id.SourceId;
import io.millrace.security.authorisation.ChannelFilters;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.authorisation.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; never its secret.
 *
 * @param id the public part
 * @param label what people call it
 * @param place the organisation, or one of its sites, that it is limited to
 * @param scopes what it is for
 * @param source under whose identity its data arrives; null if it has none
 * @param publish channels on which it may hand over data
 * @param subscribe channels from which it may receive
 * @param createdNs when it was made, nanoseconds since the epoch
 * @param createdBy name of the principal that made it
 * @param expiresNs when it ends; {@link #NEVER} if it does not
 * @param lastUsedNs when it was last used, to within a minute; 0 for never
 * @param revokedNs when it was revoked; 0 if it was not
 */
public record Token(
    String id,
    String label,
    Place place,
    Set<Scope> scopes,
    @Nullable SourceId source,
    ChannelFilters publish,
    ChannelFilters subscribe,
    long createdNs,
    String createdBy,
    long expiresNs,
    long lastUsedNs,
    long revokedNs) {
  /** The expiry of a token that does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  public Token {
    scopes = Set.copyOf(scopes);
  }

  /** Who acts when this token was presented. */
  public Principal.Token principal() {
    return new Principal.Token(id, label, place, scopes, source, publish, subscribe, expiresNs);
  }

  /** Whether it was revoked. */
  public boolean revoked() {
    return revokedNs != 0;
  }
}
