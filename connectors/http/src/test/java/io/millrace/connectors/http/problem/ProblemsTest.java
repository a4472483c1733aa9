package io.millrace.connectors.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {
  private record AnyCode(String name, ErrorCategory category) implements ErrorCode {}

  @ParameterizedTest
  @CsvSource({
    "INVALID, 422",
    "UNSUPPORTED, 415",
    "TOO_LARGE, 413",
    "UNAUTHENTICATED, 401",
    "FORBIDDEN, 403",
    "NOT_FOUND, 404",
    "CONFLICT, 409",
    "TRY_LATER, 429",
    "UNAVAILABLE, 503",
    "DAMAGED, 500",
    "INTERNAL, 500",
  })
  void each_category_has_a_status(ErrorCategory category, int status) {
    assertThat(Problems.statusOf(new AnyCode("ANY", category))).isEqualTo(status);
  }

  @Test
  void two_codes_have_a_status_of_their_own() {
    assertThat(Problems.statusOf(JournalError.JOURNAL_DISK_FULL)).isEqualTo(503);
    assertThat(Problems.statusOf(IntakeError.INGEST_BODY_TOO_SLOW)).isEqualTo(408);
  }

  @Test
  void whoever_is_to_try_later_is_told_when() {
    assertThat(Problems.of(new JournalException(JournalError.JOURNAL_BUSY, "Busy.")).retryAfterS())
        .hasValue(1);
    assertThat(
            Problems.of(new JournalException(JournalError.JOURNAL_DISK_FULL, "Full."))
                .retryAfterS())
        .hasValue(10);
    assertThat(
            Problems.of(AccessException.retryAfter(AccessError.SIGN_IN_LOCKED, "Wait.", 61_001))
                .retryAfterS())
        .hasValue(62);
    assertThat(
            Problems.of(IntakeException.retryAfter(IntakeError.INGEST_TOO_FAST, "Wait.", 1))
                .retryAfterS())
        .hasValue(1);
    assertThat(Problems.of(new AccessException(AccessError.TOKEN_UNKNOWN, "No.")).retryAfterS())
        .isEmpty();
  }

  @Test
  void what_is_not_ours_tells_nothing_of_its_inside() {
    Problem problem = Problems.of(new IllegalStateException("jdbc:postgresql://secret"));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.code()).isEqualTo("INTERNAL");
    assertThat(problem.detail()).doesNotContain("secret");
  }

  @Test
  void a_problem_is_written_as_the_standard_says_with_its_code_and_more() {
    Problem problem =
        Problem.of(422, "PAYLOAD_MALFORMED", "A quote \" and a line\nbreak.")
            .with(Map.of("line", 7));
    assertThat(new String(ProblemJson.write(problem), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"urn:millrace:problem:PAYLOAD_MALFORMED\",\"title\":\"Unprocessable"
                + " Content\",\"status\":422,\"detail\":\"A quote \\\" and a line\\nbreak.\","
                + "\"code\":\"PAYLOAD_MALFORMED\",\"line\":7}");
  }

  @Test
  void a_problem_is_no_success() {
    assertThatThrownBy(() -> Problem.of(204, "X", "Y"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
