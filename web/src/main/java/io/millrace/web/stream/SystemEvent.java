package io.millrace.web.stream;

import io.millrace.journal.Admission;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.Lane;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.model.time.Times;
import io.millrace.pipeline.quarantine.QuarantineStatistics;
import io.millrace.web.json.Field;
import java.util.List;

/** How journal, readers and quarantine stand. */
record SystemEvent(
    @Field("Whether the journal takes appends.") JournalState journal,
    @Field("Why, in a sentence; empty while it is open.") String journalReason,
    @Field("Each lane of the journal.") List<LaneEvent> lanes,
    @Field("Each reader of the journal.") List<ReaderEvent> readers,
    @Field("Entries in quarantine.") int quarantined) {
  /** A lane. */
  record LaneEvent(
      @Field("Which.") Lane lane,
      @Field("Whether it takes appends now.") Admission admission,
      @Field("Records acknowledged since the start.") long records,
      @Field("Records that wait for fsync.") long waitingRecords) {}

  /** A reader. */
  record ReaderEvent(
      @Field("Its name.") String name,
      @Field("What it is doing.") ReaderState state,
      @Field("Records read since the start.") long records,
      @Field("Records still to be read.") long lagRecords,
      @Field("Age of the oldest of them, in milliseconds; 0 if there is none.") long lagMs) {}

  static SystemEvent of(
      JournalStatistics journal, List<ReaderStatistics> readers, QuarantineStatistics quarantine) {
    return new SystemEvent(
        journal.state(),
        journal.stateReason(),
        journal.lanes().stream()
            .map(
                lane ->
                    new LaneEvent(
                        lane.lane(), lane.admission(), lane.records(), lane.waitingRecords()))
            .toList(),
        readers.stream()
            .map(
                reader ->
                    new ReaderEvent(
                        reader.name(),
                        reader.state(),
                        reader.records(),
                        reader.lag().records(),
                        reader.lag().ageNs() / Times.MS))
            .toList(),
        quarantine.entries());
  }
}
