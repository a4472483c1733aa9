package io.millrace.journal;

import java.util.List;

/**
 * What the journal counts; counters are since it was opened.
 *
 * @param state whether it takes appends
 * @param stateReason why, in a sentence; empty while it is open
 * @param stateSinceNs since when, nanoseconds since the epoch
 * @param durability what an acknowledgement stands for
 * @param lanes each lane
 * @param readers each registered reader
 * @param log the writing of the log
 * @param health what went wrong and was dealt with
 */
public record JournalStatistics(
    JournalState state,
    String stateReason,
    long stateSinceNs,
    Durability durability,
    List<LaneStatistics> lanes,
    List<ReaderLag> readers,
    LogStatistics log,
    HealthStatistics health) {

  /**
   * One lane.
   *
   * @param admission whether it takes appends now
   * @param records records acknowledged
   * @param payloadBytes their payload bytes
   * @param refusedRecords records whose append failed
   * @param waitingRecords records that wait for the writer or for fsync
   * @param waitingBytes their payload bytes
   * @param keptRecords records that can be read (an estimate where offsets have holes)
   * @param keptBytes their payload bytes, estimated
   */
  public record LaneStatistics(
      Lane lane,
      Admission admission,
      long records,
      long payloadBytes,
      long refusedRecords,
      long waitingRecords,
      long waitingBytes,
      long keptRecords,
      long keptBytes) {}

  /**
   * How far a registered reader is behind.
   *
   * @param running whether it runs; one that does not is still protected from retention
   * @param lag from its applied cursor to the durable end
   */
  public record ReaderLag(
      String reader, LagPolicy policy, boolean running, Cursor committed, Lag lag) {}

  /**
   * The writing of the log. All zero where the engine has no file.
   *
   * @param blocks blocks written
   * @param syncs group commits
   * @param syncNsTotal time spent in fsync, nanoseconds
   * @param longestSyncNs the longest fsync
   * @param logBytes bytes written to the write-ahead log
   * @param segments sealed segments that are kept
   * @param segmentBytes their bytes on disk
   * @param diskBytes bytes that the journal occupies on disk
   * @param tailBytes bytes of the blocks that are kept in memory for readers
   */
  public record LogStatistics(
      long blocks,
      long syncs,
      long syncNsTotal,
      long longestSyncNs,
      long logBytes,
      long segments,
      long segmentBytes,
      long diskBytes,
      long tailBytes) {
    /** For engines without files. */
    public static final LogStatistics NONE = new LogStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * What went wrong and was dealt with.
   *
   * @param storageFailures writes or fsyncs that failed
   * @param reopenings times the engine closed and reopened itself
   * @param discardedRecords records that were written, never acknowledged and removed
   * @param tornTails times an incomplete tail was found and dropped when opening
   * @param damagedRecords records found missing or unreadable
   * @param retiredRecords records removed by retention
   */
  public record HealthStatistics(
      long storageFailures,
      long reopenings,
      long discardedRecords,
      long tornTails,
      long damagedRecords,
      long retiredRecords) {
    /** Nothing went wrong. */
    public static final HealthStatistics NONE = new HealthStatistics(0, 0, 0, 0, 0, 0);
  }
}
