package io.millrace.journal.reader;

import java.util.concurrent.atomic.AtomicLong;

/** What one reader counts: written by its thread, read by any. */
final class ReaderCounts {
  final AtomicLong records = new AtomicLong();
  final AtomicLong bytes = new AtomicLong();
  final AtomicLong commits = new AtomicLong();
  final AtomicLong losses = new AtomicLong();
  final AtomicLong failures = new AtomicLong();
}
