package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The budget from a Raspberry Pi's memory to a server's. */
class MemoryBudgetTest {
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;
  private static final Settings.Memory AUTO =
      new Settings.Memory(Optional.empty(), Optional.empty(), Optional.empty());

  @Test
  void a_usual_machine_has_the_standard_budget() {
    MemoryBudget standard = new MemoryBudget(384 * MB, 96 * MB, 128 * MB);
    assertThat(MemoryBudget.of(AUTO, 2 * GB)).isEqualTo(standard);
    assertThat(MemoryBudget.of(AUTO, 32 * GB)).isEqualTo(standard);
  }

  @Test
  void a_small_machine_keeps_most_of_its_memory() {
    long machine = GB;
    assertThat(MemoryBudget.of(AUTO, machine))
        .isEqualTo(new MemoryBudget(192 * MB, 48 * MB, 64 * MB));
    assertThat(MemoryBudget.of(AUTO, machine).total()).isLessThan(machine / 2);
  }

  @Test
  void the_heap_does_not_shrink_below_what_a_start_needs() {
    assertThat(MemoryBudget.of(AUTO, 256 * MB).heap()).isEqualTo(160 * MB);
  }

  @Test
  void a_large_machine_gives_more_up_to_a_bound() {
    assertThat(MemoryBudget.of(AUTO, 64 * GB).heap()).isEqualTo(768 * MB);
    assertThat(MemoryBudget.of(AUTO, 4_096 * GB).heap()).isEqualTo(4 * GB);
  }

  @Test
  void what_is_set_holds_and_the_rest_follows_the_heap() {
    Settings.Memory heapSet =
        new Settings.Memory(Optional.of(600 * MB), Optional.empty(), Optional.of(300 * MB));
    assertThat(MemoryBudget.of(heapSet, 8 * GB))
        .isEqualTo(new MemoryBudget(600 * MB, 150 * MB, 300 * MB));
  }
}
