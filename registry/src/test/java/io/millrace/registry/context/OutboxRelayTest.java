package io.millrace.registry.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest extends RegistryContract {
  private static final RelaySettings QUICK = new RelaySettings(3, 50, 5, 20);

  private final List<Long> journal = Collections.synchronizedList(new ArrayList<>());
  private final List<OutboxRelay> relays = new ArrayList<>();

  @AfterEach
  void closeRelays() {
    relays.forEach(OutboxRelay::close);
  }

  @Test
  void law4_entries_reach_the_journal_in_order_and_then_are_forgotten() throws Exception {
    OutboxRelay relay = relay(this::append);
    for (int i = 0; i < 20; i++) {
      source("S" + i);
    }
    relay.flushed().get(20, TimeUnit.SECONDS);
    assertThat(journal).hasSize(20).isSorted().doesNotHaveDuplicates();
    assertThat(registry.outbox().pending(10)).isEmpty();
    assertThat(relay.statistics().relayed()).isEqualTo(20);
    assertThat(relay.statistics().failing()).isFalse();
  }

  @Test
  void whoever_waits_sees_the_journal_with_the_change() throws Exception {
    OutboxRelay relay = relay(this::append);
    relay.flushed().get(20, TimeUnit.SECONDS);
    for (int i = 0; i < 10; i++) {
      source("S" + i);
      relay.flushed().get(20, TimeUnit.SECONDS);
      assertThat(journal).hasSize(i + 1);
    }
  }

  @Test
  void a_journal_that_fails_is_tried_again_in_order() throws Exception {
    AtomicInteger failures = new AtomicInteger(5);
    OutboxRelay relay =
        relay(
            entries -> {
              if (failures.getAndDecrement() > 0) {
                return failures.get() % 2 == 0
                    ? CompletableFuture.failedFuture(new IllegalStateException("disk full"))
                    : thrown();
              }
              return append(entries);
            });
    for (int i = 0; i < 7; i++) {
      source("S" + i);
    }
    relay.flushed().get(20, TimeUnit.SECONDS);
    assertThat(journal).hasSize(7).isSorted();
    assertThat(relay.statistics().failures()).isEqualTo(5);
  }

  @Test
  void after_a_crash_between_journal_and_registry_entries_come_again_with_the_same_mark()
      throws Exception {
    for (int i = 0; i < 3; i++) {
      source("S" + i);
    }
    List<OutboxEntry> handedOn = registry.outbox().pending(3);
    append(handedOn);
    OutboxRelay afterRestart = relay(this::append);
    afterRestart.flushed().get(20, TimeUnit.SECONDS);
    assertThat(journal).hasSize(6);
    assertThat(journal.subList(3, 6)).isEqualTo(journal.subList(0, 3));
  }

  @Test
  void waiting_ends_when_the_relay_is_closed() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    OutboxRelay relay = relay(_ -> never);
    source("S");
    CompletableFuture<Void> flushed = relay.flushed();
    relay.close();
    assertThat(flushed).isCompletedExceptionally();
    assertThat(relay.flushed()).isCompletedExceptionally();
  }

  @Test
  void changes_of_another_process_are_found_without_being_woken() {
    OutboxRelay relay =
        new OutboxRelay(registry.outbox(), this::append, QUICK); // nobody tells it of commits
    relays.add(relay);
    relay.start();
    source("S");
    await().untilAsserted(() -> assertThat(journal).hasSize(1));
  }

  private OutboxRelay relay(Function<List<OutboxEntry>, CompletableFuture<?>> append) {
    OutboxRelay relay = new OutboxRelay(registry.outbox(), append, QUICK);
    registry.onContext(relay::wake);
    relays.add(relay);
    relay.start();
    return relay;
  }

  private CompletableFuture<?> append(List<OutboxEntry> entries) {
    entries.forEach(entry -> journal.add(entry.mark().sequence()));
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<?> thrown() {
    throw new IllegalStateException("journal closed");
  }
}
