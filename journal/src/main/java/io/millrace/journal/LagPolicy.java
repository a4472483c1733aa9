package io.millrace.journal;

/** What happens when a reader falls behind (law 7). */
public sealed interface LagPolicy {
  /**
   * Retention never passes the reader. When it lags too far, appends wait: bulk first, then live.
   * Context is never held up, since readers need it to go on.
   *
   * @param slowBulkBytes lag, in bytes of payload, beyond which the bulk lane waits
   * @param slowAllBytes lag beyond which the live lane waits too; at least {@code slowBulkBytes}
   */
  record PushBack(long slowBulkBytes, long slowAllBytes) implements LagPolicy {
    public PushBack {
      if (slowBulkBytes <= 0 || slowAllBytes < slowBulkBytes) {
        throw new IllegalArgumentException(
            "A reader pushes back on bulk first, then on all: "
                + slowBulkBytes
                + " and "
                + slowAllBytes
                + " bytes are not in that order.");
      }
    }
  }

  /** Retention may pass the reader, which is then told by a {@link Loss}. */
  record Overtaken() implements LagPolicy {}
}
