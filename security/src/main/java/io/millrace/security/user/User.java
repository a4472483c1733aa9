package io.millrace.security.user;

import io.millrace.model.id.UserId;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A person with an account; never the password.
 *
 * @param id never changes
 * @param login what the person types to sign in
 * @param displayName what people call the person
 * @param home where the account is managed: an organisation or one of its sites
 * @param grants roles and where they hold
 * @param enabled whether the person may sign in
 * @param hasPassword false until the person has used the link of the invitation
 * @param createdNs when the account was made, nanoseconds since the epoch
 * @param changedNs when it was changed last
 * @param version rises with each change; a change names the version that it was made against
 */
public record User(
    UserId id,
    String login,
    String displayName,
    Place home,
    Set<RoleGrant> grants,
    boolean enabled,
    boolean hasPassword,
    long createdNs,
    long changedNs,
    long version) {
  public User {
    grants = Set.copyOf(grants);
  }

  /** Whether the person answers for a whole organisation. */
  public boolean owns(Place organisation) {
    return grants.stream()
        .anyMatch(grant -> grant.ownsOrganisation() && grant.place().contains(organisation));
  }

  /**
   * What the authorisation point is asked about before the account is changed: the account at its
   * home and at each place where it has roles. All must be allowed, since disabling an account, for
   * one, takes its roles everywhere.
   */
  public List<Resource.Accounts> resources() {
    Map<Place, Set<Role>> rolesByPlace = new LinkedHashMap<>();
    rolesByPlace.put(home, EnumSet.noneOf(Role.class));
    for (RoleGrant grant : grants) {
      rolesByPlace
          .computeIfAbsent(grant.place(), _ -> EnumSet.noneOf(Role.class))
          .add(grant.role());
    }
    List<Resource.Accounts> resources = new ArrayList<>();
    rolesByPlace.forEach((place, roles) -> resources.add(new Resource.Accounts(place, roles)));
    return resources;
  }
}
