package io.millrace.pipeline.quarantine;

/**
 * What quarantine holds and counts.
 *
 * @param entries entries now
 * @param bytes their bytes
 * @param taken entries that ever came
 * @param notKept what came when a limit was met and is only in the journal
 * @param expired entries that went because of age, or because newer ones needed the room
 * @param resolved entries that were retried or discarded
 */
public record QuarantineStatistics(
    int entries, long bytes, long taken, long notKept, long expired, long resolved) {}
