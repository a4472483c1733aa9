package io.millrace.security.account;

import static io.millrace.security.support.SecurityFixture.BROWSER;
import static io.millrace.security.support.SecurityFixture.OPERATOR;
import static io.millrace.security.support.SecurityFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.security.Security;
import io.millrace.security.SecuritySettings;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.authorisation.Place;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.password.Argon2Cost;
import io.millrace.security.secret.Secret;
import io.millrace.security.session.StartedSession;
import io.millrace.security.support.DatabaseTest;
import io.millrace.security.support.SecurityFixture;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInTest extends DatabaseTest {
  private static final String OLGA = "olga@foundry.example";
  private static final Secret WRONG = Secret.of("bronze kettle on fire");

  @Test
  void the_right_password_begins_a_session_and_is_in_the_audit() {
    SignedIn owner = fixture.makeOwner();
    SignedIn again = signIn(OLGA, PASSWORD, BROWSER);
    assertThat(again.user().id()).isEqualTo(owner.user().id());
    assertThat(again.session().secret()).isNotEqualTo(owner.session().secret());
    assertThat(fixture.security.sessions().check(again.session().secret())).isPresent();
    AuditRow row = fixture.security.audit().find(AuditQuery.newest(1)).getFirst();
    assertThat(row.event()).isEqualTo("SIGN_IN");
    assertThat(row.principal()).isEqualTo("user:" + owner.user().id());
    assertThat(row.address()).isEqualTo("192.0.2.10");
  }

  @Test
  void the_login_name_may_be_written_in_any_case() {
    fixture.makeOwner();
    assertThat(signIn(" OLGA@Foundry.Example ", PASSWORD, BROWSER).user().login()).isEqualTo(OLGA);
  }

  @Test
  void a_wrong_password_an_unknown_name_and_a_closed_account_look_the_same() {
    SignedIn olga = fixture.makeOwner();
    String wrong = failure(OLGA, WRONG).getMessage();
    assertThat(failure("nobody@foundry.example", WRONG)).hasMessage(wrong);
    User bert = invite();
    assertThat(failure(bert.login(), WRONG)).hasMessage(wrong);
    assertThat(olga.user().login()).isEqualTo(OLGA);
  }

  @Test
  void neither_what_was_typed_as_the_name_nor_the_password_is_kept() {
    fixture.makeOwner();
    failure("copper kettle on fire", WRONG);
    fixture.security.housekeeping().flush();
    assertThat(fixture.security.audit().find(AuditQuery.newest(100)).toString())
        .contains("unknown account")
        .doesNotContain("copper")
        .doesNotContain("bronze");
  }

  @Test
  void after_five_failures_an_account_waits_and_says_for_how_long() {
    fixture.makeOwner();
    for (int i = 0; i < 5; i++) {
      failure(OLGA, WRONG);
    }
    AccessException locked = locked(OLGA, PASSWORD, BROWSER);
    assertThat(locked.retryAfterMs()).hasValue(1000);
    fixture.clock.advance(Duration.ofSeconds(1));
    signIn(OLGA, PASSWORD, BROWSER);
    for (int i = 0; i < 5; i++) {
      failure(OLGA, WRONG);
    }
    locked(OLGA, PASSWORD, BROWSER);
  }

  @Test
  void an_unknown_name_is_locked_in_the_same_way() {
    for (int i = 0; i < 5; i++) {
      failure("nobody", WRONG);
    }
    assertThat(locked("nobody", WRONG, BROWSER).retryAfterMs()).hasValue(1000);
  }

  @Test
  void a_stranger_cannot_lock_out_the_owner_on_a_device_that_is_known() {
    SignedIn olga = fixture.makeOwner();
    for (int round = 0; round < 30; round++) {
      Caller stranger = new Caller("203.0.113." + round, "curl", null);
      tryToSignIn(OLGA, WRONG, stranger);
      fixture.clock.advance(Duration.ofMinutes(1));
    }
    Caller strange = new Caller("203.0.113.250", "curl", null);
    for (int i = 0; i < 10; i++) {
      tryToSignIn(OLGA, WRONG, strange);
    }
    locked(OLGA, PASSWORD, new Caller("192.0.2.99", "Firefox", null));
    SignedIn again = signIn(OLGA, PASSWORD, new Caller("192.0.2.10", "Firefox", olga.device()));
    assertThat(again.device()).isEqualTo(olga.device());
  }

  @Test
  void a_known_device_has_its_own_brake() {
    SignedIn olga = fixture.makeOwner();
    Caller known = new Caller("192.0.2.10", "Firefox", olga.device());
    for (int i = 0; i < 5; i++) {
      assertThat(fail(OLGA, WRONG, known).code()).isEqualTo(AccessError.SIGN_IN_FAILED);
    }
    locked(OLGA, PASSWORD, known);
  }

  @Test
  void the_device_of_one_user_is_a_strangers_to_another() {
    SignedIn olga = fixture.makeOwner();
    User bert = invite();
    SetupLink link = fixture.security.setupLinks().issueFor(OPERATOR, bert.id());
    fixture
        .security
        .setupLinks()
        .setPassword(link.secret(), Secret.of("seven brown horses"), BROWSER);
    Caller olgasDevice = new Caller("192.0.2.10", "Firefox", olga.device());
    for (int i = 0; i < 5; i++) {
      fail(bert.login(), WRONG, olgasDevice);
    }
    locked(bert.login(), WRONG, BROWSER);
  }

  @Test
  void one_address_cannot_try_one_password_on_many_accounts() {
    int tried = 0;
    while (fail("name" + tried, WRONG, BROWSER).code() == AccessError.SIGN_IN_FAILED) {
      tried++;
    }
    assertThat(tried).isEqualTo(BackOffSettings.ADDRESS.free());
  }

  @Test
  void an_account_of_ones_own_does_not_clear_the_address() {
    fixture.makeOwner();
    int tried = 0;
    while (fail("name" + tried, WRONG, BROWSER).code() == AccessError.SIGN_IN_FAILED) {
      tried++;
      if (tried < BackOffSettings.ADDRESS.free()) {
        signIn(OLGA, PASSWORD, BROWSER);
      }
    }
    assertThat(tried).isEqualTo(BackOffSettings.ADDRESS.free());
  }

  @Test
  void a_hash_of_an_older_cost_is_renewed_at_the_next_sign_in() throws Exception {
    fixture.makeOwner();
    Security stronger =
        fixture.openAnother(SecuritySettings.DEFAULT.withPasswordCost(new Argon2Cost(8_192, 1, 1)));
    stronger.signIn().signIn(OLGA, PASSWORD, BROWSER);
    try (var connection = fixture.dataSource.getConnection();
        var rows =
            connection.createStatement().executeQuery("SELECT password_hash FROM security_user")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).startsWith("$argon2id$v=19$m=8192,");
    }
    signIn(OLGA, PASSWORD, BROWSER);
  }

  @Test
  void changing_the_password_ends_all_other_sessions_and_renews_this_one() {
    SignedIn here = fixture.makeOwner();
    SignedIn elsewhere = signIn(OLGA, PASSWORD, BROWSER);
    Secret next = Secret.of("seven brown horses");
    StartedSession renewed =
        fixture
            .security
            .signIn()
            .changePassword(
                fixture
                    .security
                    .sessions()
                    .check(here.session().secret())
                    .orElseThrow()
                    .principal(),
                here.session().secret(),
                PASSWORD,
                next,
                BROWSER);
    assertThat(fixture.security.sessions().check(elsewhere.session().secret())).isEmpty();
    assertThat(fixture.security.sessions().check(renewed.secret())).isPresent();
    failure(OLGA, PASSWORD);
    signIn(OLGA, next, BROWSER);
  }

  @Test
  void changing_the_password_needs_the_old_one_and_a_good_new_one() {
    SignedIn olga = fixture.makeOwner();
    var principal =
        fixture.security.sessions().check(olga.session().secret()).orElseThrow().principal();
    assertThatThrownBy(
            () ->
                fixture
                    .security
                    .signIn()
                    .changePassword(
                        principal,
                        olga.session().secret(),
                        WRONG,
                        Secret.of("seven brown horses"),
                        BROWSER))
        .isInstanceOfSatisfying(
            AccessException.class, e -> assertThat(e.code()).isEqualTo(AccessError.SIGN_IN_FAILED));
    assertThatThrownBy(
            () ->
                fixture
                    .security
                    .signIn()
                    .changePassword(
                        principal, olga.session().secret(), PASSWORD, Secret.of("short"), BROWSER))
        .isInstanceOfSatisfying(
            AccessException.class,
            e -> assertThat(e.code()).isEqualTo(AccessError.PASSWORD_REFUSED));
  }

  private SignedIn signIn(String login, Secret password, Caller caller) {
    return fixture.security.signIn().signIn(login, password, caller);
  }

  private void tryToSignIn(String login, Secret password, Caller caller) {
    fail(login, password, caller);
  }

  private AccessException fail(String login, Secret password, Caller caller) {
    return catchThrowableOfType(AccessException.class, () -> signIn(login, password, caller));
  }

  private AccessException failure(String login, Secret password) {
    AccessException failure = fail(login, password, BROWSER);
    assertThat(failure.code()).isEqualTo(AccessError.SIGN_IN_FAILED);
    return failure;
  }

  private AccessException locked(String login, Secret password, Caller caller) {
    AccessException failure = fail(login, password, caller);
    assertThat(failure.code()).isEqualTo(AccessError.SIGN_IN_LOCKED);
    return failure;
  }

  private User invite() {
    return fixture
        .security
        .accounts()
        .create(
            OPERATOR,
            new NewUser(
                new LoginName("bert"), "Bert", Place.of(SecurityFixture.FOUNDRY), Set.of()));
  }
}
