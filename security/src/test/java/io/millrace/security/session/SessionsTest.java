package io.millrace.security.session;

import static io.millrace.security.support.SecurityFixture.BROWSER;
import static io.millrace.security.support.SecurityFixture.FOUNDRY;
import static io.millrace.security.support.SecurityFixture.OPERATOR;
import static io.millrace.security.support.SecurityFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.Security;
import io.millrace.security.account.SignedIn;
import io.millrace.security.authorisation.Place;
import io.millrace.security.authorisation.Role;
import io.millrace.security.authorisation.RoleGrant;
import io.millrace.security.secret.Secret;
import io.millrace.security.support.DatabaseTest;
import io.millrace.security.user.User;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest extends DatabaseTest {
  @Test
  void a_session_proves_who_acts_with_all_roles() {
    SignedIn olga = fixture.makeOwner();
    ActiveSession session = sessions().check(olga.session().secret()).orElseThrow();
    assertThat(session.principal().user()).isEqualTo(olga.user().id());
    assertThat(session.principal().displayName()).isEqualTo("Olga");
    assertThat(session.principal().grants())
        .containsExactly(new RoleGrant(Role.OWNER, Place.of(FOUNDRY)));
    assertThat(session.csrfToken()).isEqualTo(olga.session().csrfToken());
    assertThat(session.rotationDue()).isFalse();
  }

  @Test
  void a_session_survives_a_restart() {
    SignedIn olga = fixture.makeOwner();
    assertThat(fixture.openAnother().sessions().check(olga.session().secret())).isPresent();
  }

  @Test
  void what_is_no_session_is_none() {
    SignedIn olga = fixture.makeOwner();
    assertThat(sessions().check(Secret.of(""))).isEmpty();
    assertThat(sessions().check(Secret.of("x".repeat(43)))).isEmpty();
    assertThat(sessions().check(Secret.of("x".repeat(1_000_000)))).isEmpty();
    assertThat(sessions().check(Secret.of(olga.session().id()))).isEmpty();
    assertThat(sessions().check(olga.session().csrfToken())).isEmpty();
  }

  @Test
  void a_session_that_is_not_used_ends() {
    SignedIn olga = fixture.makeOwner();
    fixture.clock.advance(Duration.ofHours(7));
    assertThat(sessions().check(olga.session().secret())).isPresent();
    fixture.clock.advance(Duration.ofHours(7));
    assertThat(sessions().check(olga.session().secret())).isPresent();
    fixture.clock.advance(Duration.ofHours(8));
    assertThat(sessions().check(olga.session().secret())).isEmpty();
    assertThat(sessions().holds(olga.session().id())).isFalse();
  }

  @Test
  void a_session_ends_however_busy_it_is() {
    SignedIn olga = fixture.makeOwner();
    for (int hour = 0; hour < 7 * 24; hour++) {
      assertThat(sessions().check(olga.session().secret())).as("hour %d", hour).isPresent();
      fixture.clock.advance(Duration.ofHours(1));
    }
    assertThat(sessions().check(olga.session().secret())).isEmpty();
  }

  @Test
  void use_is_known_after_a_restart_to_a_minute() {
    SignedIn olga = fixture.makeOwner();
    fixture.clock.advance(Duration.ofHours(7));
    sessions().check(olga.session().secret());
    sessions().flushLastSeen();
    fixture.clock.advance(Duration.ofHours(7));
    assertThat(fixture.openAnother().sessions().check(olga.session().secret())).isPresent();
  }

  @Test
  void ended_sessions_are_deleted_and_open_ones_stay() {
    SignedIn olga = fixture.makeOwner();
    fixture.clock.advance(Duration.ofHours(4));
    SignedIn again = signIn();
    fixture.clock.advance(Duration.ofHours(5));
    sessions().deleteExpired();
    assertThat(sessions().list(olga.user().id()))
        .extracting(Session::id)
        .containsExactly(again.session().id());
  }

  @Test
  void a_user_sees_the_own_sessions_without_their_secrets() {
    SignedIn olga = fixture.makeOwner();
    assertThat(sessions().list(olga.user().id()))
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.address()).isEqualTo("192.0.2.10");
              assertThat(session.userAgent()).isEqualTo("Firefox");
              assertThat(session.toString()).doesNotContain(olga.session().secret().reveal());
            });
    assertThat(olga.toString()).doesNotContain(olga.session().secret().reveal());
  }

  @Test
  void signing_out_ends_the_session_at_once() {
    SignedIn olga = fixture.makeOwner();
    ActiveSession session = sessions().check(olga.session().secret()).orElseThrow();
    fixture.security.signIn().signOut(session.principal(), "192.0.2.10");
    assertThat(sessions().check(olga.session().secret())).isEmpty();
    assertThat(sessions().holds(olga.session().id())).isFalse();
  }

  @Test
  void a_session_can_be_ended_from_elsewhere() {
    SignedIn olga = fixture.makeOwner();
    SignedIn elsewhere = signIn();
    assertThat(sessions().check(elsewhere.session().secret())).isPresent();
    assertThat(fixture.security.signIn().revokeSession(OPERATOR, elsewhere.session().id()))
        .isTrue();
    assertThat(sessions().check(elsewhere.session().secret())).isEmpty();
    assertThat(sessions().check(olga.session().secret())).isPresent();
    assertThat(fixture.security.signIn().revokeSession(OPERATOR, "none")).isFalse();
  }

  @Test
  void a_session_that_another_process_ended_is_refused_after_housekeeping() {
    SignedIn olga = fixture.makeOwner();
    assertThat(sessions().check(olga.session().secret())).isPresent();
    Security commandLine = fixture.openAnother();
    commandLine.signIn().revokeSession(OPERATOR, olga.session().id());
    fixture.security.housekeeping().run();
    assertThat(sessions().check(olga.session().secret())).isEmpty();
  }

  @Test
  void a_new_secret_takes_over_and_the_old_one_serves_requests_under_way() {
    SignedIn olga = fixture.makeOwner();
    StartedSession renewed = sessions().rotate(olga.session().secret()).orElseThrow();
    assertThat(renewed.id()).isEqualTo(olga.session().id());
    assertThat(renewed.secret()).isNotEqualTo(olga.session().secret());
    assertThat(renewed.csrfToken()).isNotEqualTo(olga.session().csrfToken());
    assertThat(sessions().check(renewed.secret())).isPresent();
    assertThat(sessions().check(olga.session().secret())).isPresent();
    fixture.clock.advance(Duration.ofSeconds(31));
    assertThat(sessions().check(olga.session().secret())).isEmpty();
    assertThat(sessions().check(renewed.secret())).isPresent();
  }

  @Test
  void only_one_of_two_requests_renews_a_session() {
    SignedIn olga = fixture.makeOwner();
    assertThat(sessions().rotate(olga.session().secret())).isPresent();
    assertThat(sessions().rotate(olga.session().secret())).isEmpty();
  }

  @Test
  void changed_roles_hold_at_once_and_ask_for_a_new_secret() {
    fixture.makeOwner();
    SignedIn olga = signIn();
    sessions().check(olga.session().secret());
    User user = fixture.security.users().find(olga.user().id()).orElseThrow();
    Set<RoleGrant> grants =
        Set.of(
            new RoleGrant(Role.OWNER, Place.of(FOUNDRY)),
            new RoleGrant(Role.TECHNICIAN, Place.of(FOUNDRY)));
    fixture.security.accounts().setGrants(OPERATOR, user.id(), user.version(), grants);
    ActiveSession session = sessions().check(olga.session().secret()).orElseThrow();
    assertThat(session.principal().grants()).isEqualTo(grants);
    assertThat(session.rotationDue()).isTrue();
    StartedSession renewed = sessions().rotate(olga.session().secret()).orElseThrow();
    assertThat(sessions().check(renewed.secret()).orElseThrow().rotationDue()).isFalse();
  }

  @Test
  void the_session_that_was_not_used_longest_gives_way_when_there_are_too_many() {
    SignedIn first = fixture.makeOwner();
    for (int i = 0; i < SessionSettings.DEFAULT.maxPerUser(); i++) {
      fixture.clock.advance(Duration.ofMinutes(1));
      signIn();
    }
    assertThat(sessions().list(first.user().id())).hasSize(SessionSettings.DEFAULT.maxPerUser());
    assertThat(sessions().check(first.session().secret())).isEmpty();
  }

  private Sessions sessions() {
    return fixture.security.sessions();
  }

  private SignedIn signIn() {
    return fixture.security.signIn().signIn("olga@foundry.example", PASSWORD, BROWSER);
  }
}
