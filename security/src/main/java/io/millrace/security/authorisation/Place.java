package io.millrace.security.authorisation;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import org.jspecify.annotations.Nullable;

/**
 * Where something belongs, as far as the caller knows. What is not known is null, and denies: a
 * resource without an organisation is open to nobody, one without a site is closed to whoever is
 * limited to a site.
 *
 * @param organisation the tenant; null if nobody knows
 * @param site the site's asset; null for what belongs to the organisation as a whole, or if nobody
 *     knows
 */
public record Place(@Nullable OrganisationId organisation, @Nullable AssetId site) {
  /** Nobody knows where: everything there is denied. */
  public static final Place UNKNOWN = new Place(null, null);

  public Place {
    if (organisation == null && site != null) {
      throw new IllegalArgumentException("A site belongs to an organisation, and none is given.");
    }
  }

  /** An organisation as a whole. */
  public static Place of(OrganisationId organisation) {
    return new Place(organisation, null);
  }

  /** One site of an organisation. */
  public static Place of(OrganisationId organisation, AssetId site) {
    return new Place(organisation, site);
  }

  /**
   * Whether what holds here holds there too: the same organisation, and the same site unless this
   * is the whole organisation. An unknown place contains nothing and lies in nothing.
   */
  public boolean contains(Place other) {
    return organisation != null
        && organisation.equals(other.organisation)
        && (site == null || site.equals(other.site));
  }
}
