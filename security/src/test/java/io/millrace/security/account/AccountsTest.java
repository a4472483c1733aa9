package io.millrace.security.account;

import static io.millrace.security.support.SecurityFixture.BROWSER;
import static io.millrace.security.support.SecurityFixture.FOUNDRY;
import static io.millrace.security.support.SecurityFixture.NEIGHBOUR;
import static io.millrace.security.support.SecurityFixture.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.id.AssetId;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Resource;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.support.DatabaseTest;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest extends DatabaseTest {
  private static final Place NORTH = Place.of(FOUNDRY, new AssetId(new UUID(5, 1)));
  private static final RoleGrant OWNER = new RoleGrant(Role.OWNER, Place.of(FOUNDRY));
  private static final RoleGrant NORTH_TECHNICIAN = new RoleGrant(Role.TECHNICIAN, NORTH);

  @Test
  void an_account_reads_back_as_it_was_made() {
    User bert = create("Bert.B@example.org", NORTH_TECHNICIAN);
    assertThat(fixture.security.users().find(bert.id())).contains(bert);
    assertThat(fixture.security.users().findByLogin("bert.b@EXAMPLE.org")).contains(bert);
    assertThat(bert.enabled()).isTrue();
    assertThat(bert.hasPassword()).isFalse();
  }

  @Test
  void a_login_name_is_taken_in_all_its_spellings() {
    create("bert");
    assertRefused(AccessError.LOGIN_TAKEN, () -> create("BERT"));
    assertRefused(AccessError.LOGIN_TAKEN, () -> create("ｂｅｒｔ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", " bert", "be rt", "-bert", "bert\n", "<bert>", "bert\u0000"})
  void a_login_name_has_a_form(String login) {
    assertRefused(AccessError.ACCOUNT_INVALID, () -> new LoginName(login));
  }

  @Test
  void people_are_listed_where_they_are_at_home_or_have_a_role() {
    create("anna");
    create("bert", new RoleGrant(Role.VIEWER, Place.of(NEIGHBOUR)));
    assertThat(fixture.security.users().list(FOUNDRY, "", 100))
        .extracting(User::login)
        .containsExactly("anna", "bert");
    assertThat(fixture.security.users().list(FOUNDRY, "anna", 100))
        .extracting(User::login)
        .containsExactly("bert");
    assertThat(fixture.security.users().list(NEIGHBOUR, "", 100))
        .extracting(User::login)
        .containsExactly("bert");
  }

  @Test
  void a_change_against_an_older_version_is_refused() {
    User bert = create("bert");
    User renamed = accounts().rename(OPERATOR, bert.id(), bert.version(), "Bertram");
    assertThat(renamed.displayName()).isEqualTo("Bertram");
    assertThat(renamed.version()).isGreaterThan(bert.version());
    assertRefused(
        AccessError.ACCOUNT_CHANGED,
        () -> accounts().setEnabled(OPERATOR, bert.id(), bert.version(), false));
    assertThat(fixture.security.users().find(bert.id())).contains(renamed);
  }

  @Test
  void an_unknown_account_is_said() {
    User bert = create("bert");
    accounts().remove(OPERATOR, bert.id(), bert.version());
    assertRefused(
        AccessError.NOT_VISIBLE,
        () -> accounts().rename(OPERATOR, bert.id(), bert.version(), "Bertram"));
  }

  @Test
  void roles_are_replaced_and_the_audit_says_from_what_to_what() {
    User bert = create("bert", NORTH_TECHNICIAN);
    User changed =
        accounts()
            .setGrants(
                OPERATOR,
                bert.id(),
                bert.version(),
                Set.of(new RoleGrant(Role.VIEWER, Place.of(FOUNDRY))));
    assertThat(changed.grants()).containsExactly(new RoleGrant(Role.VIEWER, Place.of(FOUNDRY)));
    AuditRow row = fixture.security.audit().find(AuditQuery.newest(1)).getFirst();
    assertThat(row.event()).isEqualTo("ROLES_CHANGED");
    assertThat(row.detail()).isEqualTo("From TECHNICIAN at site " + NORTH.site() + " to VIEWER");
  }

  @Test
  void a_disabled_person_is_out_at_once_and_cannot_sign_in() {
    SignedIn bert = createWithPassword("bert");
    accounts().setEnabled(OPERATOR, bert.user().id(), version(bert), false);
    assertThat(fixture.security.sessions().check(bert.session().secret())).isEmpty();
    assertThat(fixture.security.sessions().holds(bert.session().id())).isFalse();
    assertRefused(
        AccessError.SIGN_IN_FAILED,
        () -> fixture.security.signIn().signIn("bert", Secret.of("seven brown horses"), BROWSER));
    accounts().setEnabled(OPERATOR, bert.user().id(), version(bert), true);
    fixture.security.signIn().signIn("bert", Secret.of("seven brown horses"), BROWSER);
  }

  @Test
  void a_removed_person_leaves_no_sessions_links_or_roles() {
    SignedIn bert = createWithPassword("bert");
    fixture.security.setupLinks().issueFor(OPERATOR, bert.user().id());
    accounts().remove(OPERATOR, bert.user().id(), version(bert));
    assertThat(fixture.security.users().find(bert.user().id())).isEmpty();
    assertThat(fixture.security.sessions().check(bert.session().secret())).isEmpty();
    create("bert");
  }

  @Test
  void the_last_owner_stays() {
    SignedIn olga = fixture.makeOwner();
    assertRefused(
        AccessError.LAST_OWNER,
        () -> accounts().setEnabled(OPERATOR, olga.user().id(), version(olga), false));
    assertRefused(
        AccessError.LAST_OWNER, () -> accounts().remove(OPERATOR, olga.user().id(), version(olga)));
    assertRefused(
        AccessError.LAST_OWNER,
        () ->
            accounts()
                .setGrants(
                    OPERATOR,
                    olga.user().id(),
                    version(olga),
                    Set.of(new RoleGrant(Role.OWNER, NORTH))));
    assertThat(fixture.security.sessions().check(olga.session().secret())).isPresent();
    assertThat(fixture.security.users().hasOwner(FOUNDRY)).isTrue();
  }

  @Test
  void an_owner_who_was_only_invited_does_not_count() {
    SignedIn olga = fixture.makeOwner();
    create("invited", OWNER);
    assertRefused(
        AccessError.LAST_OWNER, () -> accounts().remove(OPERATOR, olga.user().id(), version(olga)));
  }

  @Test
  void with_a_second_owner_the_first_may_go() {
    SignedIn olga = fixture.makeOwner();
    SignedIn bert = createWithPassword("bert");
    accounts().setGrants(OPERATOR, bert.user().id(), version(bert), Set.of(OWNER));
    accounts().remove(OPERATOR, olga.user().id(), version(olga));
    assertThat(fixture.security.users().hasOwner(FOUNDRY)).isTrue();
  }

  @Test
  void changing_an_account_is_asked_about_at_its_home_and_wherever_it_has_roles() {
    User bert = create("bert", NORTH_TECHNICIAN, new RoleGrant(Role.VIEWER, Place.of(NEIGHBOUR)));
    assertThat(bert.resources())
        .containsExactlyInAnyOrder(
            new Resource.Accounts(Place.of(FOUNDRY), Set.of()),
            new Resource.Accounts(NORTH, Set.of(Role.TECHNICIAN)),
            new Resource.Accounts(Place.of(NEIGHBOUR), Set.of(Role.VIEWER)));
  }

  private Accounts accounts() {
    return fixture.security.accounts();
  }

  private long version(SignedIn signedIn) {
    return fixture.security.users().find(signedIn.user().id()).orElseThrow().version();
  }

  private User create(String login, RoleGrant... grants) {
    return accounts()
        .create(
            OPERATOR,
            new NewUser(new LoginName(login), "Somebody", Place.of(FOUNDRY), Set.of(grants)));
  }

  private SignedIn createWithPassword(String login) {
    User user = create(login);
    SetupLink link = fixture.security.setupLinks().issueFor(OPERATOR, user.id());
    return fixture
        .security
        .setupLinks()
        .setPassword(link.secret(), Secret.of("seven brown horses"), BROWSER);
  }

  private static void assertRefused(AccessError code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AccessException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
