package io.millrace.security.authorisation;

/**
 * A role at a place.
 *
 * @param role what the person is
 * @param place where: an organisation, or one of its sites; never unknown
 */
public record RoleGrant(Role role, Place place) {
  public RoleGrant {
    if (place.organisation() == null) {
      throw new IllegalArgumentException(
          "A role is granted in an organisation, and none is given.");
    }
  }

  /** Whether this makes its holder an owner of the whole organisation. */
  public boolean ownsOrganisation() {
    return role == Role.OWNER && place.site() == null;
  }
}
