package io.millrace.app.config;

/**
 * How much memory each part of the server may take, in bytes. Between 2 and 32 GB of machine memory
 * it is the same; below, it shrinks with the machine; above, it grows.
 *
 * @param heap Java objects
 * @param direct network buffers
 * @param cache the storage engine's block cache, memtables included; one for all databases
 */
public record MemoryBudget(long heap, long direct, long cache) {
  private static final long MB = 1L << 20;
  private static final long GB = 1L << 30;
  private static final long STANDARD_HEAP = 384 * MB;
  private static final long SMALLEST_HEAP = 160 * MB;
  private static final long LARGEST_HEAP = 4 * GB;
  private static final long SMALL_MACHINE = 2 * GB;
  private static final long LARGE_MACHINE = 32 * GB;

  /** Code, classes, threads and the C library's own. */
  private static final long REST = 150 * MB;

  /** The budget for a machine, with what the settings say in the place of the defaults. */
  public static MemoryBudget of(Settings.Memory settings, long machineBytes) {
    long heap = settings.heap().orElseGet(() -> defaultHeap(machineBytes));
    return new MemoryBudget(
        heap,
        settings.direct().orElse(wholeMb(heap / 4)),
        settings.cache().orElse(wholeMb(heap / 3)));
  }

  private static long defaultHeap(long machineBytes) {
    if (machineBytes < SMALL_MACHINE) {
      double share = (double) machineBytes / SMALL_MACHINE;
      return Math.max(SMALLEST_HEAP, wholeMb((long) (STANDARD_HEAP * share)));
    }
    if (machineBytes > LARGE_MACHINE) {
      double share = (double) machineBytes / LARGE_MACHINE;
      return Math.min(LARGEST_HEAP, wholeMb((long) (STANDARD_HEAP * share)));
    }
    return STANDARD_HEAP;
  }

  private static long wholeMb(long bytes) {
    return bytes / MB * MB;
  }

  /** All parts together with code, classes and threads: about what the process takes under load. */
  public long total() {
    return heap + direct + cache + REST;
  }
}
