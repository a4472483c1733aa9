package io.millrace.journal;

/**
 * A reader as the journal knows it while it runs. Thread-safe. The reader runtime holds these; see
 * {@link Journal#register}.
 */
public interface ReaderRegistration extends AutoCloseable {
  /**
   * Tells how far the reader has come. Cheap; meant for every batch.
   *
   * @param applied what its state in memory covers: what pushing back goes by
   * @param committed what would survive a power cut: what retention goes by
   */
  void progress(Cursor applied, Cursor committed);

  /**
   * The reader does not run any more and pushes back no longer; its records stay protected from
   * retention until it is {@linkplain Journal#forget forgotten}.
   */
  @Override
  void close();
}
