package io.millrace.web.operation;

import io.millrace.journal.Admission;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.Lag;
import io.millrace.journal.Lane;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the journal and its readers do; counters are since the start. */
public record JournalView(
    JournalState state,
    @Field("Why, in a sentence; empty while it is open.") String reason,
    @Field("Since when.") @Nullable Instant since,
    @Field("What an acknowledgement stands for.") String durability,
    List<LaneView> lanes,
    List<ReaderView> readers,
    LogView log,
    HealthCounts health) {
  /** One lane. */
  public record LaneView(
      Lane lane,
      @Field("Whether it takes appends now.") Admission admission,
      long records,
      long payloadBytes,
      @Field("Records whose append failed.") long refusedRecords,
      @Field("Records that wait for fsync.") long waitingRecords,
      @Field("Records that can be read.") long keptRecords,
      long keptBytes) {}

  /** A reader of the journal. */
  public record ReaderView(
      String name,
      ReaderState state,
      @Field("Why it retries or failed; empty otherwise.") String message,
      @Field("Records that are still to be read.") long lagRecords,
      long lagBytes,
      @Field("How long ago the first of them was taken in.") double lagSeconds,
      long records,
      long bytes,
      long commits,
      @Field("How often records were missing that it should have read.") long losses,
      long failures) {
    static ReaderView of(ReaderStatistics reader) {
      Lag lag = reader.lag();
      return new ReaderView(
          reader.name(),
          reader.state(),
          reader.message(),
          lag.records(),
          lag.bytes(),
          lag.ageNs() / 1e9,
          reader.records(),
          reader.bytes(),
          reader.commits(),
          reader.losses(),
          reader.failures());
    }
  }

  /** The writing of the log. */
  public record LogView(
      long blocks,
      @Field("Group commits.") long syncs,
      @Field("Mean time of an fsync, in milliseconds; 0 if there was none.") double meanSyncMs,
      @Field("The longest, in milliseconds.") double longestSyncMs,
      long logBytes,
      long segments,
      long diskBytes) {}

  /** What went wrong and was dealt with. */
  public record HealthCounts(
      long storageFailures,
      long reopenings,
      long discardedRecords,
      long tornTails,
      long damagedRecords,
      long retiredRecords) {}

  static JournalView of(
      JournalStatistics journal, Durability durability, List<ReaderStatistics> readers) {
    JournalStatistics.LogStatistics log = journal.log();
    JournalStatistics.HealthStatistics health = journal.health();
    return new JournalView(
        journal.state(),
        journal.stateReason(),
        ApiTime.orNull(journal.stateSinceNs()),
        words(durability),
        journal.lanes().stream().map(JournalView::lane).toList(),
        readers.stream().map(ReaderView::of).toList(),
        new LogView(
            log.blocks(),
            log.syncs(),
            log.syncs() == 0 ? 0 : log.syncNsTotal() / 1e6 / log.syncs(),
            log.longestSyncNs() / 1e6,
            log.logBytes(),
            log.segments(),
            log.diskBytes()),
        new HealthCounts(
            health.storageFailures(),
            health.reopenings(),
            health.discardedRecords(),
            health.tornTails(),
            health.damagedRecords(),
            health.retiredRecords()));
  }

  private static String words(Durability durability) {
    return switch (durability) {
      case Durability.FsyncedHere _ -> "Written and fsynced on this machine's disk.";
      case Durability.Replicated(int replicas) -> "Held by " + replicas + " replicas.";
      case Durability.NotDurable _ -> "Lost with the process.";
    };
  }

  private static LaneView lane(JournalStatistics.LaneStatistics lane) {
    return new LaneView(
        lane.lane(),
        lane.admission(),
        lane.records(),
        lane.payloadBytes(),
        lane.refusedRecords(),
        lane.waitingRecords(),
        lane.keptRecords(),
        lane.keptBytes());
  }
}
