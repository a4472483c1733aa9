package io.millrace.security;

import static io.millrace.security.support.SecurityFixture.BROWSER;
import static io.millrace.security.support.SecurityFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.security.account.SignedIn;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.AuditQuery;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.support.DatabaseTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityHousekeepingTest extends DatabaseTest {
  @Test
  void refusals_reach_the_audit_within_about_a_minute() {
    refuse();
    run(Duration.ofSeconds(2));
    assertThat(events()).doesNotContain("TOKEN_REFUSED");
    run(Duration.ofMinutes(1));
    assertThat(events()).contains("TOKEN_REFUSED");
  }

  @Test
  void what_was_gathered_is_not_lost_at_the_end() {
    refuse();
    fixture.security.housekeeping().flush();
    assertThat(events()).contains("TOKEN_REFUSED");
  }

  @Test
  void an_account_that_another_process_closed_is_out_after_the_next_run() {
    SignedIn olga = fixture.makeOwner();
    SignedIn again = fixture.security.signIn().signIn("olga@foundry.example", PASSWORD, BROWSER);
    assertThat(fixture.security.sessions().check(again.session().secret())).isPresent();
    Security commandLine = fixture.openAnother();
    var reset = commandLine.setupLinks().issueFor(Actor.commandLine(), olga.user().id());
    commandLine.setupLinks().setPassword(reset.secret(), PASSWORD, BROWSER);
    run(Duration.ofSeconds(2));
    assertThat(fixture.security.sessions().check(again.session().secret())).isEmpty();
  }

  @Test
  void old_sessions_and_old_rows_of_the_audit_are_removed() {
    SignedIn olga = fixture.makeOwner();
    fixture.clock.advance(SecuritySettings.DEFAULT.auditRetention());
    run(Duration.ofDays(1));
    assertThat(fixture.security.sessions().list(olga.user().id())).isEmpty();
    assertThat(events()).containsExactly("AUDIT_TRIMMED");
    assertThat(fixture.security.audit().verify().intact()).isTrue();
  }

  @Test
  void rows_of_other_domains_with_any_subject_disturb_nothing() {
    fixture
        .security
        .refusals()
        .refused(Actor.nobody(""), null, SecurityEvent.ACCESS_DENIED, "user:nonsense", "No.");
    fixture
        .security
        .refusals()
        .refused(Actor.nobody(""), null, SecurityEvent.ACCESS_DENIED, "token:", "No.");
    fixture.security.housekeeping().flush();
    run(Duration.ofSeconds(2));
    run(Duration.ofSeconds(2));
  }

  private void refuse() {
    fixture
        .security
        .refusals()
        .refused(
            Actor.nobody("203.0.113.1"), null, SecurityEvent.TOKEN_REFUSED, "", "TOKEN_UNKNOWN");
  }

  private void run(Duration after) {
    fixture.clock.advance(after);
    fixture.security.housekeeping().run();
  }

  private List<String> events() {
    return fixture.security.audit().find(AuditQuery.newest(100)).stream()
        .map(AuditRow::event)
        .toList();
  }
}
