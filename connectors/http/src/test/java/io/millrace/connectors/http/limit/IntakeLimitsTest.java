package io.millrace.connectors.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.journal.Lane;
import io.millrace.model.time.NanoClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IntakeLimitsTest {
  private static final LimitSettings SMALL =
      new LimitSettings(100, 10, 1000, 1000, 2, 3, 1, 500, 200);

  private final IntakeLimits limits = new IntakeLimits(SMALL, NanoClock.system());

  @Test
  void one_token_cannot_take_all_places() {
    Admission first = limits.enter("a", Lane.LIVE);
    Admission second = limits.enter("a", Lane.LIVE);
    assertRefused(IntakeError.INGEST_BUSY, () -> limits.enter("a", Lane.LIVE));
    limits.enter("b", Lane.LIVE).close();
    first.close();
    limits.enter("a", Lane.LIVE).close();
    second.close();
  }

  @Test
  void all_tokens_together_have_a_limit_that_gives_everything_back() {
    Admission a = limits.enter("a", Lane.LIVE);
    Admission b = limits.enter("b", Lane.LIVE);
    Admission c = limits.enter("c", Lane.LIVE);
    for (int i = 0; i < 5; i++) {
      assertRefused(IntakeError.INGEST_BUSY, () -> limits.enter("d", Lane.LIVE));
    }
    a.close();
    b.close();
    c.close();
    Admission again = limits.enter("d", Lane.LIVE);
    limits.enter("d", Lane.LIVE).close();
    again.close();
  }

  @Test
  void a_backfill_leaves_live_data_its_places_and_its_memory() {
    Admission bulk = limits.enter("a", Lane.BULK);
    assertRefused(IntakeError.INGEST_BUSY, () -> limits.enter("b", Lane.BULK));
    bulk.takeMemory(200);
    assertRefused(IntakeError.INGEST_BUSY, () -> bulk.takeMemory(1));
    Admission live = limits.enter("b", Lane.LIVE);
    live.takeMemory(500);
    assertThat(limits.bytesInMemory(Lane.LIVE)).isEqualTo(500);
    live.close();
    bulk.close();
    assertThat(limits.bytesInMemory(Lane.LIVE)).isZero();
    assertThat(limits.bytesInMemory(Lane.BULK)).isZero();
  }

  @Test
  void a_token_that_sends_too_often_is_told_when_to_come_again() {
    for (int i = 0; i < 10; i++) {
      limits.enter("a", Lane.LIVE).close();
    }
    assertThatThrownBy(
            () -> {
              while (true) {
                limits.enter("a", Lane.LIVE).close();
              }
            })
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> {
              assertThat(e.code()).isEqualTo(IntakeError.INGEST_TOO_FAST);
              assertThat(e.retryAfterMs()).isPresent();
            });
    limits.enter("b", Lane.LIVE).close();
  }

  @Test
  void large_bodies_are_counted_after_they_came() {
    Admission first = limits.enter("a", Lane.LIVE);
    first.chargeBody(50_000);
    first.close();
    assertRefused(IntakeError.INGEST_TOO_FAST, () -> limits.enter("a", Lane.LIVE));
    limits.enter("b", Lane.LIVE).close();
  }

  private static void assertRefused(IntakeError code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(IntakeException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
