package io.millrace.journal.rocksdb;

/** Stored bytes are not what was written; caught by whoever reads and told as a loss. */
final class DamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedException(String what) {
    super(what);
  }
}
