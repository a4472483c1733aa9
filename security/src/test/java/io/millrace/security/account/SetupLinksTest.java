package io.millrace.security.account;

import static io.millrace.security.support.SecurityFixture.BROWSER;
import static io.millrace.security.support.SecurityFixture.FOUNDRY;
import static io.millrace.security.support.SecurityFixture.NEIGHBOUR;
import static io.millrace.security.support.SecurityFixture.OPERATOR;
import static io.millrace.security.support.SecurityFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.support.DatabaseTest;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SetupLinksTest extends DatabaseTest {
  private static final Secret OTHER = Secret.of("seven brown horses");

  @Test
  void the_first_owner_chooses_name_and_password_and_is_signed_in() {
    SetupLink link = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    assertThat(link.purpose()).isEqualTo(SetupPurpose.FIRST_OWNER);
    assertThat(links().form(link.secret()).orElseThrow())
        .isEqualTo(new SetupForm(SetupPurpose.FIRST_OWNER, "", "", link.expiresNs()));
    SignedIn olga =
        links().makeFirstOwner(link.secret(), "olga@foundry.example", "Olga", PASSWORD, BROWSER);
    assertThat(olga.user().grants()).containsExactly(new RoleGrant(Role.OWNER, Place.of(FOUNDRY)));
    assertThat(fixture.security.sessions().check(olga.session().secret())).isPresent();
    assertThat(fixture.security.users().hasOwner(FOUNDRY)).isTrue();
    assertThat(fixture.security.users().hasOwner(NEIGHBOUR)).isFalse();
  }

  @Test
  void a_link_works_once() {
    SetupLink link = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    links().makeFirstOwner(link.secret(), "olga@foundry.example", "Olga", PASSWORD, BROWSER);
    assertThat(links().form(link.secret())).isEmpty();
    assertRefused(
        AccessError.SETUP_LINK_SPENT,
        () -> links().makeFirstOwner(link.secret(), "mallory", "Mallory", OTHER, BROWSER));
  }

  @Test
  void a_link_expires() {
    SetupLink link = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    fixture.clock.advance(Duration.ofMinutes(29));
    assertThat(links().form(link.secret())).isPresent();
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(links().form(link.secret())).isEmpty();
    assertRefused(
        AccessError.SETUP_LINK_SPENT,
        () -> links().makeFirstOwner(link.secret(), "olga", "Olga", PASSWORD, BROWSER));
  }

  @Test
  void a_newer_link_replaces_an_older_one() {
    SetupLink older = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    SetupLink newer = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    assertThat(links().form(older.secret())).isEmpty();
    assertThat(links().form(newer.secret())).isPresent();
  }

  @Test
  void links_of_two_organisations_do_not_touch_each_other() {
    SetupLink here = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    SetupLink there = links().issueForFirstOwner(OPERATOR, NEIGHBOUR);
    assertThat(links().form(here.secret())).isPresent();
    links().makeFirstOwner(there.secret(), "nina", "Nina", OTHER, BROWSER);
    assertThat(links().form(here.secret())).isPresent();
  }

  @Test
  void with_an_owner_there_is_no_first_owner_any_more() {
    fixture.makeOwner();
    assertRefused(AccessError.OWNER_EXISTS, () -> links().issueForFirstOwner(OPERATOR, FOUNDRY));
  }

  @Test
  void a_password_that_is_refused_does_not_spend_the_link() {
    SetupLink link = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    assertRefused(
        AccessError.PASSWORD_REFUSED,
        () ->
            links().makeFirstOwner(link.secret(), "olga", "Olga", Secret.of("password"), BROWSER));
    assertRefused(
        AccessError.ACCOUNT_INVALID,
        () -> links().makeFirstOwner(link.secret(), "two words", "Olga", PASSWORD, BROWSER));
    links().makeFirstOwner(link.secret(), "olga", "Olga", PASSWORD, BROWSER);
  }

  @Test
  void an_invited_person_chooses_the_password() {
    User bert = create("bert");
    assertThat(bert.hasPassword()).isFalse();
    SetupLink link = links().issueFor(OPERATOR, bert.id());
    assertThat(link.purpose()).isEqualTo(SetupPurpose.INVITATION);
    assertThat(links().form(link.secret()).orElseThrow().login()).isEqualTo("bert");
    SignedIn signedIn = links().setPassword(link.secret(), OTHER, BROWSER);
    assertThat(signedIn.user().id()).isEqualTo(bert.id());
    fixture.security.signIn().signIn("bert", OTHER, BROWSER);
  }

  @Test
  void a_reset_ends_all_sessions_and_the_old_password_works_until_then() {
    SignedIn olga = fixture.makeOwner();
    SetupLink link = links().issueFor(OPERATOR, olga.user().id());
    assertThat(link.purpose()).isEqualTo(SetupPurpose.PASSWORD_RESET);
    SignedIn before = fixture.security.signIn().signIn("olga@foundry.example", PASSWORD, BROWSER);
    links().setPassword(link.secret(), OTHER, BROWSER);
    assertThat(fixture.security.sessions().check(olga.session().secret())).isEmpty();
    assertThat(fixture.security.sessions().check(before.session().secret())).isEmpty();
    assertRefused(
        AccessError.SIGN_IN_FAILED,
        () -> fixture.security.signIn().signIn("olga@foundry.example", PASSWORD, BROWSER));
    fixture.security.signIn().signIn("olga@foundry.example", OTHER, BROWSER);
  }

  @Test
  void a_link_of_one_kind_is_none_of_the_other() {
    SetupLink first = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    assertRefused(
        AccessError.SETUP_LINK_SPENT, () -> links().setPassword(first.secret(), OTHER, BROWSER));
    SetupLink invitation = links().issueFor(OPERATOR, create("bert").id());
    assertRefused(
        AccessError.SETUP_LINK_SPENT,
        () -> links().makeFirstOwner(invitation.secret(), "eve", "Eve", OTHER, BROWSER));
  }

  @Test
  void a_closed_account_cannot_use_its_link() {
    User bert = create("bert");
    SetupLink link = links().issueFor(OPERATOR, bert.id());
    fixture.security.accounts().setEnabled(OPERATOR, bert.id(), bert.version(), false);
    assertRefused(
        AccessError.SETUP_LINK_SPENT, () -> links().setPassword(link.secret(), OTHER, BROWSER));
  }

  @Test
  void issue_and_use_are_in_the_audit_and_the_secret_is_not() {
    SetupLink link = links().issueForFirstOwner(OPERATOR, FOUNDRY);
    links().makeFirstOwner(link.secret(), "olga", "Olga", PASSWORD, BROWSER);
    assertThat(fixture.security.audit().find(AuditQuery.newest(10)))
        .extracting(AuditRow::event)
        .containsExactly("SETUP_LINK_USED", "SETUP_LINK_ISSUED");
    assertThat(fixture.security.audit().find(AuditQuery.newest(10)).toString())
        .doesNotContain(link.secret().reveal())
        .doesNotContain(PASSWORD.reveal());
  }

  @Test
  void expired_links_are_deleted() throws Exception {
    links().issueForFirstOwner(OPERATOR, FOUNDRY);
    fixture.clock.advance(Duration.ofMinutes(31));
    links().deleteExpired();
    try (var connection = fixture.dataSource.getConnection();
        var rows =
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM security_setup_link")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private SetupLinks links() {
    return fixture.security.setupLinks();
  }

  private User create(String login) {
    return fixture
        .security
        .accounts()
        .create(
            OPERATOR, new NewUser(new LoginName(login), "Somebody", Place.of(FOUNDRY), Set.of()));
  }

  private static void assertRefused(AccessError code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AccessException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
