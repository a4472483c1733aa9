package io.millrace.app.doctor;

import io.millrace.app.config.MemoryBudget;

/**
 * Whether the budget fits the machine.
 *
 * @param machineBytes the machine's memory, or the container's limit
 */
record MemoryCheck(MemoryBudget budget, long machineBytes) implements Check {
  private static final String SUBJECT = "memory";
  private static final long MB = 1L << 20;

  /** Beyond this share the system and its disk cache starve. */
  private static final double MOST = 0.75;

  @Override
  public Finding look() {
    String detail =
        "%,d MB budget (heap %,d, direct %,d, cache %,d, rest) of %,d MB"
            .formatted(
                budget.total() / MB,
                budget.heap() / MB,
                budget.direct() / MB,
                budget.cache() / MB,
                machineBytes / MB);
    String advice = "Set memory.heap, memory.direct and memory.cache lower, or add memory.";
    if (budget.total() > machineBytes) {
      return Finding.problem(SUBJECT, detail, advice);
    }
    return budget.total() > machineBytes * MOST
        ? Finding.warning(SUBJECT, detail, advice)
        : Finding.good(SUBJECT, detail);
  }
}
