package io.millrace.security.audit;

import static io.millrace.security.support.SecurityFixture.FOUNDRY;
import static io.millrace.security.support.SecurityFixture.NEIGHBOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.time.TimeRange;
import io.millrace.security.Security;
import io.millrace.security.support.DatabaseTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditLogTest extends DatabaseTest {
  private static final Actor ANNA = new Actor("user:anna", "192.0.2.1");
  private static final Actor BERT = new Actor("user:bert", "192.0.2.2");

  @Test
  void what_was_recorded_is_found_with_who_when_what_from_where_and_how_it_ended() {
    audit()
        .record(
            AuditEntry.refused(
                ANNA, FOUNDRY, SecurityEvent.ACCESS_DENIED, "point:1", "No role allows this."));
    AuditRow row = audit().find(AuditQuery.newest(10)).getFirst();
    assertThat(row.principal()).isEqualTo("user:anna");
    assertThat(row.timeNs()).isEqualTo(fixture.clock.nowNs());
    assertThat(row.organisation()).isEqualTo(FOUNDRY.toString());
    assertThat(row.event()).isEqualTo("ACCESS_DENIED");
    assertThat(row.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(row.subject()).isEqualTo("point:1");
    assertThat(row.address()).isEqualTo("192.0.2.1");
    assertThat(row.detail()).isEqualTo("No role allows this.");
  }

  @Test
  void rows_are_found_by_organisation_time_and_principal_page_by_page() {
    long startNs = fixture.clock.nowNs();
    for (int i = 0; i < 6; i++) {
      record(i % 2 == 0 ? ANNA : BERT, "row " + i);
      fixture.clock.advance(Duration.ofHours(1));
    }
    audit().record(AuditEntry.done(ANNA, NEIGHBOUR, SecurityEvent.SIGN_OUT, "", "neighbour"));
    assertThat(details(new AuditQuery(FOUNDRY, null, null, null, 100)))
        .containsExactly("row 5", "row 4", "row 3", "row 2", "row 1", "row 0");
    TimeRange range =
        new TimeRange(
            startNs + Duration.ofHours(1).toNanos(), startNs + Duration.ofHours(3).toNanos());
    assertThat(details(new AuditQuery(null, range, null, null, 100)))
        .containsExactly("row 2", "row 1");
    assertThat(details(new AuditQuery(FOUNDRY, null, "user:bert", null, 2)))
        .containsExactly("row 5", "row 3");
    assertThat(details(new AuditQuery(FOUNDRY, null, "user:bert", 4L, 2))).containsExactly("row 1");
  }

  @Test
  void an_untouched_chain_is_intact_from_the_first_row_on() {
    assertThat(audit().verify().intact()).isTrue();
    for (int i = 0; i < 50; i++) {
      record(ANNA, "row " + i);
    }
    AuditVerification found = audit().verify();
    assertThat(found.intact()).isTrue();
    assertThat(found.rows()).isEqualTo(50);
    assertThat(found.headHash()).isEqualTo(audit().find(AuditQuery.newest(1)).getFirst().hash());
  }

  @Test
  void a_changed_row_is_found() throws SQLException {
    fill(10);
    execute("UPDATE security_audit SET detail = 'nothing happened' WHERE sequence = 4");
    assertThat(audit().verify().brokenAt()).isEqualTo(4);
  }

  @Test
  void a_row_with_a_forged_hash_of_its_own_is_found_at_the_next_one() throws SQLException {
    fill(10);
    AuditRow row = audit().find(new AuditQuery(null, null, null, 5L, 1)).getFirst();
    AuditRow forged =
        new AuditRow(
                row.sequence(),
                row.timeNs(),
                "user:bert",
                row.organisation(),
                row.event(),
                row.outcome(),
                row.subject(),
                row.address(),
                row.detail(),
                row.repetitions(),
                row.previousHash(),
                "")
            .withComputedHash();
    execute(
        "UPDATE security_audit SET principal = 'user:bert', hash = '"
            + forged.hash()
            + "' WHERE sequence = 4");
    assertThat(audit().verify().brokenAt()).isEqualTo(5);
  }

  @Test
  void a_missing_row_is_found_wherever_it_was() throws SQLException {
    fill(10);
    execute("DELETE FROM security_audit WHERE sequence = 6");
    assertThat(audit().verify().brokenAt()).isEqualTo(7);
    execute("DELETE FROM security_audit WHERE sequence = 1");
    assertThat(audit().verify().brokenAt()).isEqualTo(2);
  }

  @Test
  void a_tail_that_was_cut_off_is_found() throws SQLException {
    fill(10);
    execute("DELETE FROM security_audit WHERE sequence > 8");
    AuditVerification found = audit().verify();
    assertThat(found.brokenAt()).isEqualTo(9);
    assertThat(found.finding()).contains("10 was written");
  }

  @Test
  void retention_removes_old_rows_and_says_so_and_the_chain_stays_whole() {
    fill(5);
    fixture.clock.advance(Duration.ofDays(10));
    fill(3);
    long beforeNs = fixture.clock.nowNs() - Duration.ofDays(5).toNanos();
    assertThat(audit().trim(beforeNs)).isEqualTo(5);
    assertThat(audit().find(AuditQuery.newest(100))).hasSize(4);
    assertThat(audit().find(AuditQuery.newest(1)).getFirst().event()).isEqualTo("AUDIT_TRIMMED");
    assertThat(audit().verify().intact()).isTrue();
    assertThat(audit().trim(beforeNs)).isZero();
  }

  @Test
  void rows_that_retention_did_not_remove_are_missed() throws SQLException {
    fill(5);
    fixture.clock.advance(Duration.ofDays(10));
    fill(3);
    audit().trim(fixture.clock.nowNs() - Duration.ofDays(5).toNanos());
    execute("DELETE FROM security_audit WHERE sequence = 6");
    assertThat(audit().verify().brokenAt()).isEqualTo(7);
  }

  @Test
  void retention_does_not_tear_the_chain_when_the_clock_had_stepped_back() {
    fill(3);
    fixture.clock.stepBack(Duration.ofDays(400));
    fill(2);
    fixture.clock.advance(Duration.ofDays(400));
    fill(1);
    assertThat(audit().trim(fixture.clock.nowNs() - Duration.ofDays(100).toNanos())).isZero();
    assertThat(audit().verify().intact()).isTrue();
  }

  @Test
  void processes_and_threads_append_to_one_chain() throws Exception {
    Security commandLine = fixture.openAnother();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      IntStream.range(0, 40)
          .mapToObj(
              i ->
                  threads.submit(
                      () ->
                          (i % 2 == 0 ? audit() : commandLine.audit())
                              .record(
                                  AuditEntry.done(
                                      ANNA, FOUNDRY, SecurityEvent.SIGN_IN, "", "row " + i))))
          .toList()
          .forEach(
              future -> {
                try {
                  future.get();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
    }
    AuditVerification found = audit().verify();
    assertThat(found.finding()).isEqualTo("All 40 rows fit.");
  }

  @Test
  void long_and_hostile_texts_are_cut_and_made_harmless() {
    Actor hostile = new Actor("user:" + "x".repeat(5000), "203.0.113.9\nfake row\u0000\u001b[2J");
    audit()
        .record(
            AuditEntry.refused(
                hostile, null, SecurityEvent.ACCESS_DENIED, "\ud800x", "y".repeat(100_000)));
    AuditRow row = audit().find(AuditQuery.newest(1)).getFirst();
    assertThat(row.principal()).hasSizeLessThanOrEqualTo(200);
    assertThat(row.detail()).hasSizeLessThanOrEqualTo(1000);
    assertThat(row.address()).isEqualTo("203.0.113.9?fake row??[2J");
    assertThat(row.subject()).isEqualTo("?x");
    assertThat(audit().verify().intact()).isTrue();
  }

  @Test
  void a_page_has_bounds() {
    assertThatThrownBy(() -> AuditQuery.newest(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AuditQuery.newest(AuditQuery.MAX_LIMIT + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_same_refusal_again_and_again_is_one_row_with_a_count() {
    RefusalTally refusals = fixture.security.refusals();
    for (int i = 0; i < 1000; i++) {
      refusals.refused(ANNA, FOUNDRY, SecurityEvent.TOKEN_REFUSED, "token:x", "Unknown.");
    }
    refusals.refused(BERT, FOUNDRY, SecurityEvent.TOKEN_REFUSED, "token:x", "Unknown.");
    assertThat(audit().find(AuditQuery.newest(10))).isEmpty();
    assertThat(refusals.flush()).isEqualTo(2);
    assertThat(refusals.flush()).isZero();
    List<AuditRow> rows = audit().find(AuditQuery.newest(10));
    assertThat(rows).extracting(AuditRow::repetitions).containsExactly(1, 1000);
    assertThat(rows).extracting(AuditRow::outcome).containsOnly(Outcome.REFUSED);
  }

  @Test
  void refusals_without_end_take_a_bounded_part_of_the_audit() {
    RefusalTally refusals = fixture.security.refusals();
    for (int i = 0; i < RefusalTally.MAX_DIFFERENT + 300; i++) {
      refusals.refused(
          new Actor("nobody", "203.0.113." + i), null, SecurityEvent.TOKEN_REFUSED, "", "Unknown.");
    }
    assertThat(refusals.flush()).isEqualTo(RefusalTally.MAX_DIFFERENT + 1);
    assertThat(audit().find(AuditQuery.newest(1)).getFirst().repetitions()).isEqualTo(300);
  }

  private AuditLog audit() {
    return fixture.security.audit();
  }

  private void fill(int rows) {
    for (int i = 0; i < rows; i++) {
      record(ANNA, "row " + i);
    }
  }

  private void record(Actor actor, String detail) {
    audit().record(AuditEntry.done(actor, FOUNDRY, SecurityEvent.SIGN_OUT, "", detail));
  }

  private List<String> details(AuditQuery query) {
    return audit().find(query).stream().map(AuditRow::detail).toList();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = fixture.dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
