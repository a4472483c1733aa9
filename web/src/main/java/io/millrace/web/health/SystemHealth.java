package io.millrace.web.health;

import io.millrace.journal.Admission;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.model.time.Times;
import io.millrace.registry.context.RelayStatistics;
import io.millrace.web.health.HealthView.DiskHealth;
import io.millrace.web.health.HealthView.ReaderHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Looks at all parts and says in sentences what is wrong. Thread-safe. */
public final class SystemHealth {
  private static final long LAG_WORTH_TELLING_NS = 30 * Times.SECOND;
  private static final long LITTLE_SPACE_BYTES = 1L << 30;

  private final Supplier<Phase> phase;
  private final Supplier<JournalStatistics> journal;
  private final Supplier<List<ReaderStatistics>> readers;
  private final Supplier<RelayStatistics> relay;
  private final DataFolderSize folder;

  /**
   * @param phase where the server is in its life
   * @param readers every reader of the journal that shall be shown
   */
  public SystemHealth(
      Supplier<Phase> phase,
      Supplier<JournalStatistics> journal,
      Supplier<List<ReaderStatistics>> readers,
      Supplier<RelayStatistics> relay,
      DataFolderSize folder) {
    this.phase = phase;
    this.journal = journal;
    this.readers = readers;
    this.relay = relay;
    this.folder = folder;
  }

  HealthView view() {
    DiskHealth disk = folder.now();
    List<ReaderStatistics> all = readers.get();
    List<String> problems = new ArrayList<>();
    addJournal(problems);
    all.forEach(reader -> addReader(problems, reader));
    if (relay.get().failing()) {
      problems.add(
          "Changes of the configuration do not reach the journal; decoding works with older ones.");
    }
    if (disk.freeBytes() < LITTLE_SPACE_BYTES) {
      problems.add(
          "The disk has " + (disk.freeBytes() >> 20) + " MiB left. Make room before it is full.");
    }
    String status =
        switch (phase.get()) {
          case STARTING -> "starting";
          case STOPPING -> "stopping";
          case SERVING -> problems.isEmpty() ? "ready" : "degraded";
        };
    return new HealthView(
        status,
        problems,
        all.stream()
            .map(reader -> new ReaderHealth(reader.name(), reader.lag().ageNs() / Times.MS))
            .toList(),
        disk);
  }

  /** Whether requests are served. */
  boolean serves() {
    return phase.get() == Phase.SERVING && journal.get().state() != JournalState.CLOSED;
  }

  private void addJournal(List<String> problems) {
    JournalStatistics now = journal.get();
    if (now.state() != JournalState.OPEN) {
      problems.add("The journal takes nothing in: " + now.stateReason());
    }
    now.lanes().stream()
        .filter(lane -> lane.admission() == Admission.HELD)
        .forEach(
            lane ->
                problems.add(
                    "The "
                        + lane.lane().name().toLowerCase(Locale.ROOT)
                        + " lane waits, since a reader is too far behind."));
  }

  private static void addReader(List<String> problems, ReaderStatistics reader) {
    switch (reader.state()) {
      case RETRYING, FAILED ->
          problems.add("The reader '" + reader.name() + "' does not work: " + reader.message());
      case STARTING, RUNNING, STOPPED -> {}
    }
    boolean late = reader.lag().ageNs() > LAG_WORTH_TELLING_NS;
    if (late && reader.state() == ReaderState.RUNNING) {
      problems.add(
          "The reader '"
              + reader.name()
              + "' is "
              + reader.lag().ageNs() / Times.SECOND
              + " seconds behind.");
    }
  }
}
