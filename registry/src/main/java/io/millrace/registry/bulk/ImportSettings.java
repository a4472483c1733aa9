package io.millrace.registry.bulk;

/**
 * What an import may cost.
 *
 * @param maxBytes size of the file
 * @param maxRows things in it
 * @param maxListed how many of its effects, and of its faults, the report names one by one
 */
public record ImportSettings(long maxBytes, int maxRows, int maxListed) {
  /** 64 MiB, 200,000 things, 10,000 named. */
  public static final ImportSettings DEFAULT =
      new ImportSettings(64L * 1024 * 1024, 200_000, 10_000);

  public ImportSettings {
    if (maxBytes < 1 || maxRows < 1 || maxListed < 1) {
      throw new IllegalArgumentException("The limits of an import are positive.");
    }
  }
}
