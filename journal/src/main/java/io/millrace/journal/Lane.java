package io.millrace.journal;

/** The separate ways through the journal (law 5). Each has partitions of its own. */
public enum Lane {
  /** What devices say now. Moves <em>latest</em>, may raise alarms. */
  LIVE,
  /**
   * Backfill, uploads, historical flags. Never raises alarms or moves <em>latest</em> unless asked.
   */
  BULK,
  /**
   * Whatever changes a reader's output: mappings, codecs, bindings, rules, deletions (law 4). Never
   * falls to retention, since it outlives the raw data that it explains.
   */
  CONTEXT
}
