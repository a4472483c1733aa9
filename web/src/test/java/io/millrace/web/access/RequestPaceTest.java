package io.millrace.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.security.authorisation.Principal;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RequestPaceTest {
  private static final Principal GREEDY = new Principal.Internal("greedy", Set.of());
  private static final Principal MODEST = new Principal.Internal("modest", Set.of());

  private long nowNs;
  private final RequestPace pace =
      new RequestPace(
          10,
          new NanoClock() {
            @Override
            public long nowNs() {
              return nowNs;
            }

            @Override
            public long monotonicNs() {
              return nowNs;
            }
          });

  @Test
  void a_caller_who_asks_too_often_is_told_so_and_nobody_else_notices() {
    for (int i = 0; i < 50; i++) {
      pace.enter(GREEDY);
    }
    assertThatThrownBy(() -> pace.enter(GREEDY))
        .isInstanceOfSatisfying(
            WebException.class, e -> assertThat(e.code()).isEqualTo(WebError.REQUESTS_TOO_MANY));
    pace.enter(MODEST);

    nowNs += Times.SECOND;
    for (int i = 0; i < 10; i++) {
      pace.enter(GREEDY);
    }
    assertThatThrownBy(() -> pace.enter(GREEDY)).isInstanceOf(WebException.class);
  }
}
