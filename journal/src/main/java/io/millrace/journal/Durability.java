package io.millrace.journal;

/** What "durable" means with an engine; shown to the user in words. */
public sealed interface Durability {
  /** Written and fsynced on this machine's disk. */
  record FsyncedHere() implements Durability {}

  /** Held by so many replicas; each decides by itself when to fsync. */
  record Replicated(int replicas) implements Durability {}

  /** Lost with the process; for tests only. */
  record NotDurable() implements Durability {}
}
