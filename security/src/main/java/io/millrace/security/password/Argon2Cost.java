package io.millrace.security.password;

/**
 * What one hash costs.
 *
 * @param memoryKib memory in KiB, at least 7168
 * @param iterations passes over that memory, 1 to 10
 * @param parallelism lanes, 1 to 4; more than one helps an attacker with more cores than us
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
  /**
   * 19 MiB, two passes: the first of the settings that OWASP's Password Storage Cheat Sheet calls
   * equally strong, and the default here. Also right for a Raspberry Pi: the memory is held while a
   * password is checked, by at most two at once.
   */
  public static final Argon2Cost OWASP_19_MIB = new Argon2Cost(19_456, 2, 1);

  /** 9 MiB, four passes: as strong by the same source, for machines with little memory. */
  public static final Argon2Cost OWASP_9_MIB = new Argon2Cost(9_216, 4, 1);

  private static final int MIN_MEMORY_KIB = 7_168;
  private static final int MAX_MEMORY_KIB = 262_144;
  private static final int MAX_ITERATIONS = 10;
  private static final int MAX_PARALLELISM = 4;

  public Argon2Cost {
    if (memoryKib < MIN_MEMORY_KIB || memoryKib > MAX_MEMORY_KIB) {
      throw new IllegalArgumentException(
          "Argon2 takes between %d and %d KiB of memory here, not %d."
              .formatted(MIN_MEMORY_KIB, MAX_MEMORY_KIB, memoryKib));
    }
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw new IllegalArgumentException(
          "Argon2 makes between 1 and %d passes here, not %d."
              .formatted(MAX_ITERATIONS, iterations));
    }
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "Argon2 has between 1 and %d lanes here, not %d."
              .formatted(MAX_PARALLELISM, parallelism));
    }
  }
}
