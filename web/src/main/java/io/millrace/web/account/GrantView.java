package io.millrace.web.account;

import io.millrace.model.id.AssetId;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.web.json.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A role and where it holds. */
record GrantView(
    @Field("The role.") Role role,
    @Field("The site at which it holds; absent if it holds in the whole organisation.")
        @Nullable AssetId site) {
  static List<GrantView> of(Set<RoleGrant> grants) {
    return grants.stream()
        .map(grant -> new GrantView(grant.role(), grant.place().site()))
        .sorted(
            Comparator.comparing(GrantView::role)
                .thenComparing(view -> String.valueOf(view.site())))
        .toList();
  }
}
