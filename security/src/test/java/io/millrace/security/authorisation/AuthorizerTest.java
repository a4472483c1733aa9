package io.millrace.security.authorisation;

import static io.millrace.security.authorisation.Principals.FOUNDRY;
import static io.millrace.security.authorisation.Principals.NEIGHBOUR;
import static io.millrace.security.authorisation.Principals.NORTH;
import static io.millrace.security.authorisation.Principals.OTHER_SOURCE;
import static io.millrace.security.authorisation.Principals.OTHER_USER;
import static io.millrace.security.authorisation.Principals.POINT;
import static io.millrace.security.authorisation.Principals.PRESS;
import static io.millrace.security.authorisation.Principals.SOUTH;
import static io.millrace.security.authorisation.Principals.USER;
import static io.millrace.security.authorisation.Principals.token;
import static io.millrace.security.authorisation.Principals.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.id.SourceId;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
  @Test
  void without_context_nobody_may_do_anything() {
    List<Principal> principals =
        List.of(
            user(Role.OWNER, FOUNDRY),
            token(EnumSet.allOf(Scope.class)),
            new Principal.Internal("retention", EnumSet.allOf(Action.class)));
    List<Resource> unknown =
        List.of(
            new Resource.Organisation(Place.UNKNOWN),
            new Resource.Site(Place.UNKNOWN),
            new Resource.Point(Place.UNKNOWN, POINT),
            new Resource.Source(Place.UNKNOWN, PRESS),
            new Resource.PublishChannel(Place.UNKNOWN, PRESS, "a"),
            new Resource.SubscribeChannels(Place.UNKNOWN, "a"),
            new Resource.Accounts(Place.UNKNOWN, Set.of()),
            new Resource.Tokens(Place.UNKNOWN, Set.of()),
            new Resource.Server(Place.UNKNOWN));
    for (Principal principal : principals) {
      for (Resource resource : unknown) {
        for (Action action : Action.values()) {
          assertThat(Authorizer.decide(principal, action, resource).allowed())
              .as("%s %s %s", principal.name(), action, resource)
              .isFalse();
        }
      }
    }
  }

  @Test
  void somebody_without_a_role_may_do_nothing() {
    for (Resource resource : Principals.oneOfEachAtFoundry()) {
      for (Action action : Action.values()) {
        if (action != Action.MANAGE_OWN_ACCOUNT) {
          assertThat(Authorizer.decide(user(), action, resource).allowed()).isFalse();
        }
      }
    }
  }

  @Test
  void a_role_in_one_organisation_is_nothing_in_another_and_does_not_even_show_what_exists() {
    Decision decision =
        Authorizer.decide(
            user(Role.OWNER, NEIGHBOUR), Action.READ_DATA, new Resource.Point(FOUNDRY, POINT));
    assertThat(decision).isEqualTo(Decision.DENIED_OTHER_ORGANISATION);
    assertThatThrownBy(decision::orThrow)
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessError.NOT_VISIBLE));
  }

  @Test
  void a_role_in_the_organisation_holds_at_all_its_sites() {
    assertThat(readData(user(Role.VIEWER, FOUNDRY), NORTH)).isEqualTo(Decision.ALLOWED);
    assertThat(readData(user(Role.VIEWER, FOUNDRY), SOUTH)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void a_role_at_a_site_holds_there_only() {
    Principal viewer = user(Role.VIEWER, NORTH);
    assertThat(readData(viewer, NORTH)).isEqualTo(Decision.ALLOWED);
    assertThat(readData(viewer, SOUTH)).isEqualTo(Decision.DENIED_OTHER_SITE);
    assertThat(readData(viewer, FOUNDRY)).isEqualTo(Decision.DENIED_OTHER_SITE);
  }

  @Test
  void roles_at_several_places_add_up_but_do_not_mix() {
    Principal user =
        user(new RoleGrant(Role.VIEWER, FOUNDRY), new RoleGrant(Role.TECHNICIAN, NORTH));
    assertThat(readData(user, SOUTH)).isEqualTo(Decision.ALLOWED);
    assertThat(Authorizer.decide(user, Action.READ_RAW, new Resource.Source(NORTH, PRESS)))
        .isEqualTo(Decision.ALLOWED);
    assertThat(Authorizer.decide(user, Action.READ_RAW, new Resource.Source(SOUTH, PRESS)))
        .isEqualTo(Decision.DENIED_OTHER_SITE);
    assertThat(Authorizer.decide(user, Action.DELETE_DATA, new Resource.Source(NORTH, PRESS)))
        .isEqualTo(Decision.DENIED_ROLE);
  }

  @Test
  void everybody_manages_the_own_account_and_nobody_manages_it_that_way_for_others() {
    Resource own = new Resource.OwnAccount(USER);
    Resource others = new Resource.OwnAccount(OTHER_USER);
    assertThat(Authorizer.decide(user(), Action.MANAGE_OWN_ACCOUNT, own))
        .isEqualTo(Decision.ALLOWED);
    assertThat(
            Authorizer.decide(user(Role.OWNER, FOUNDRY), Action.MANAGE_OWN_ACCOUNT, others)
                .allowed())
        .isFalse();
    assertThat(
            Authorizer.decide(token(EnumSet.allOf(Scope.class)), Action.MANAGE_OWN_ACCOUNT, own)
                .allowed())
        .isFalse();
  }

  @Test
  void a_token_hands_over_data_of_its_own_source_within_its_filters() {
    Principal token =
        token(FOUNDRY, Set.of(Scope.INGEST), ChannelFilters.of("line1/+"), ChannelFilters.NONE);
    assertThat(ingest(token, PRESS, "line1/press")).isEqualTo(Decision.ALLOWED);
    assertThat(ingest(token, PRESS, "line2/press")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(ingest(token, PRESS, "line1/+")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(ingest(token, OTHER_SOURCE, "line1/press")).isEqualTo(Decision.DENIED_SOURCE);
    assertThat(
            Authorizer.decide(
                token, Action.INGEST, new Resource.PublishChannel(FOUNDRY, null, "line1/press")))
        .isEqualTo(Decision.DENIED_SOURCE);
    assertThat(ingest(token(Set.of(Scope.READ)), PRESS, "line1/press"))
        .isEqualTo(Decision.DENIED_SCOPE);
  }

  @Test
  void a_token_receives_only_what_one_of_its_filters_covers_whole() {
    Principal token =
        token(
            FOUNDRY,
            Set.of(Scope.SUBSCRIBE),
            ChannelFilters.NONE,
            ChannelFilters.of("line1/#", "line2/+/temperature"));
    assertThat(subscribe(token, "line1/press/+")).isEqualTo(Decision.ALLOWED);
    assertThat(subscribe(token, "line2/oven/temperature")).isEqualTo(Decision.ALLOWED);
    assertThat(subscribe(token, "line2/#")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(subscribe(token, "+/press")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(subscribe(token, "#")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(subscribe(token, "line1/#/x")).isEqualTo(Decision.DENIED_CHANNEL);
    assertThat(subscribe(token, "")).isEqualTo(Decision.DENIED_CHANNEL);
  }

  @Test
  void a_token_of_a_site_is_nothing_at_another() {
    Principal token =
        token(NORTH, EnumSet.allOf(Scope.class), ChannelFilters.ALL, ChannelFilters.ALL);
    assertThat(readData(token, NORTH)).isEqualTo(Decision.ALLOWED);
    assertThat(readData(token, SOUTH)).isEqualTo(Decision.DENIED_OTHER_SITE);
    assertThat(subscribe(token, "line1/press")).isEqualTo(Decision.DENIED_OTHER_SITE);
    assertThat(readData(token, NEIGHBOUR)).isEqualTo(Decision.DENIED_OTHER_ORGANISATION);
  }

  @Test
  void a_part_of_the_program_may_do_exactly_what_it_was_built_for() {
    Principal retention = new Principal.Internal("retention", Set.of(Action.DELETE_DATA));
    assertThat(Authorizer.decide(retention, Action.DELETE_DATA, new Resource.Point(FOUNDRY, POINT)))
        .isEqualTo(Decision.ALLOWED);
    assertThat(readData(retention, FOUNDRY)).isEqualTo(Decision.DENIED_SCOPE);
  }

  @Test
  void nobody_gives_or_takes_roles_that_they_do_not_hold() {
    for (Role own : Role.values()) {
      for (Role wanted : Role.values()) {
        boolean expected =
            own.actions().contains(Action.MANAGE_USERS)
                && own.actions().containsAll(wanted.actions());
        assertThat(manageUsers(user(own, FOUNDRY), FOUNDRY, wanted).allowed())
            .as("%s gives %s", own, wanted)
            .isEqualTo(expected);
      }
    }
    assertThat(manageUsers(user(Role.MANAGER, FOUNDRY), FOUNDRY, Role.OWNER))
        .isEqualTo(Decision.DENIED_BEYOND_OWN);
  }

  @Test
  void a_manager_of_a_site_manages_people_of_that_site() {
    Principal manager = user(Role.MANAGER, NORTH);
    assertThat(manageUsers(manager, NORTH, Role.TECHNICIAN)).isEqualTo(Decision.ALLOWED);
    assertThat(manageUsers(manager, SOUTH, Role.TECHNICIAN)).isEqualTo(Decision.DENIED_OTHER_SITE);
    assertThat(manageUsers(manager, FOUNDRY, Role.VIEWER)).isEqualTo(Decision.DENIED_OTHER_SITE);
  }

  @Test
  void nobody_makes_a_token_that_may_do_more_than_they_may() {
    Principal integrator = user(Role.INTEGRATOR, FOUNDRY);
    assertThat(manageTokens(integrator, Scope.INGEST, Scope.SUBSCRIBE, Scope.READ, Scope.CONFIGURE))
        .isEqualTo(Decision.ALLOWED);
    assertThat(manageTokens(integrator, Scope.ADMINISTER)).isEqualTo(Decision.DENIED_BEYOND_OWN);
    assertThat(manageTokens(user(Role.OWNER, FOUNDRY), Scope.values())).isEqualTo(Decision.ALLOWED);
    assertThat(manageTokens(token(Set.of(Scope.ADMINISTER)), Scope.ADMINISTER, Scope.INGEST))
        .isEqualTo(Decision.ALLOWED);
    assertThat(manageTokens(token(Set.of(Scope.ADMINISTER)), Scope.READ))
        .isEqualTo(Decision.DENIED_BEYOND_OWN);
  }

  @Test
  void every_refusal_has_a_sentence_for_the_user() {
    Arrays.stream(Decision.values())
        .filter(decision -> !decision.allowed())
        .forEach(
            decision ->
                assertThatThrownBy(decision::orThrow)
                    .isInstanceOf(AccessException.class)
                    .hasMessageEndingWith("."));
    Decision.ALLOWED.orThrow();
  }

  private static Decision readData(Principal principal, Place place) {
    return Authorizer.decide(principal, Action.READ_DATA, new Resource.Point(place, POINT));
  }

  private static Decision ingest(Principal principal, SourceId source, String channel) {
    return Authorizer.decide(
        principal, Action.INGEST, new Resource.PublishChannel(FOUNDRY, source, channel));
  }

  private static Decision subscribe(Principal principal, String filter) {
    return Authorizer.decide(
        principal, Action.SUBSCRIBE, new Resource.SubscribeChannels(FOUNDRY, filter));
  }

  private static Decision manageUsers(Principal principal, Place place, Role role) {
    return Authorizer.decide(
        principal, Action.MANAGE_USERS, new Resource.Accounts(place, Set.of(role)));
  }

  private static Decision manageTokens(Principal principal, Scope... scopes) {
    return Authorizer.decide(
        principal, Action.MANAGE_TOKENS, new Resource.Tokens(FOUNDRY, Set.of(scopes)));
  }
}
