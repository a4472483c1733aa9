package io.millrace.broker;

import io.millrace.broker.connection.LoopCounters;
import io.millrace.journal.reader.ReaderStatistics;

/**
 * What the MQTT front counts, since its start, and how it stands. Counts of connections and
 * messages are at most about half a second old.
 *
 * @param connections clients that are connected
 * @param lastingSessions sessions that outlive, or would outlive, their connection
 * @param subscriptions live ones
 * @param clients what clients did
 * @param intake what went into the journal
 * @param retained what is retained
 * @param deliveriesDropped deliveries that no event loop took in time
 * @param reader how the reading of the journal stands
 */
public record FrontStatistics(
    int connections,
    int lastingSessions,
    int subscriptions,
    LoopCounters.Counts clients,
    IntakeStatistics intake,
    RetainedStatistics retained,
    long deliveriesDropped,
    ReaderStatistics reader) {
  /**
   * What went into the journal.
   *
   * @param records durable ones, with those that only the protocol needs
   * @param payloadBytes of them
   * @param batches in which they were appended
   * @param busyRetries batches that the journal put off for a moment
   * @param failedRecords records that could not be stored and were not acknowledged
   */
  public record IntakeStatistics(
      long records, long payloadBytes, long batches, long busyRetries, long failedRecords) {}

  /**
   * What is retained.
   *
   * @param messages how many
   * @param bytes their size in memory, about
   * @param refused how many were not retained for want of room
   */
  public record RetainedStatistics(int messages, long bytes, long refused) {}
}
