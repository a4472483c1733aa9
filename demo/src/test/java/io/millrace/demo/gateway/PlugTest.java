package io.millrace.demo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlugTest {
  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final Plug plug = new Plug(() -> Instant.ofEpochMilli(nowMs.get()));

  @Test
  void it_goes_back_in_by_itself() {
    plug.pull(Duration.ofSeconds(60));
    assertThat(plug.isUp()).isFalse();
    assertThat(plug.outForMs()).isEqualTo(60_000);

    nowMs.addAndGet(59_999);
    assertThat(plug.isUp()).isFalse();
    nowMs.addAndGet(1);
    assertThat(plug.isUp()).isTrue();
  }

  @Test
  void it_can_be_put_back_early() {
    plug.pull(Duration.ofSeconds(60));
    plug.putBack();

    assertThat(plug.isUp()).isTrue();
  }

  @Test
  void nobody_pulls_it_for_longer_than_the_buffers_last() {
    assertThatIllegalArgumentException().isThrownBy(() -> plug.pull(Duration.ofSeconds(601)));
    assertThatIllegalArgumentException().isThrownBy(() -> plug.pull(Duration.ZERO));
  }
}
