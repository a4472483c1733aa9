package io.millrace.journal.faults;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.payloads;
import static io.millrace.journal.contract.Records.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics.HealthStatistics;
import io.millrace.journal.Lane;
import io.millrace.journal.rocksdb.OpenJournals;
import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What {@link FailingDiskTest} has a process of its own do, on a disk that fails. */
final class JournalOnFailingDisk {
  private static final int MIB = 1 << 20;

  private final FaultDisk disk = FaultDisk.ofThisProcess();
  private final RocksDbJournal journal;
  private final List<String> acknowledged = new ArrayList<>();

  private JournalOnFailingDisk(RocksDbJournalSettings settings) throws Exception {
    journal = new OpenJournals().open(disk.folder(), settings, new RecordTimes());
  }

  /** Plays the scenario named by the argument. */
  public static void main(String[] args) throws Exception {
    RocksDbJournalSettings settings = JournalUnderLoad.SETTINGS.change().tailBytes(0).build();
    switch (args[0]) {
      case "fsync fails" -> new JournalOnFailingDisk(settings).storageFails(FaultDisk::failFsync);
      case "write fails" -> new JournalOnFailingDisk(settings).storageFails(FaultDisk::failWrite);
      case "disk fills" ->
          new JournalOnFailingDisk(settings.change().reserveBytes(2 * MIB).build()).diskFills();
      case "disk is full at once" -> new JournalOnFailingDisk(settings).diskIsFullAtOnce();
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("passed");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void write(String text) {
    long offset = append(journal, live(1, text)).next(0) - 1;
    acknowledged.add(text);
    System.out.println("R " + offset + " " + text);
    System.out.flush();
  }

  private interface Fault {
    void set(FaultDisk disk, int errno);
  }

  private void storageFails(Fault fault) {
    for (int i = 0; i < 100; i++) {
      write("1:" + i + ":");
    }
    long before = journal.durableEnd().next(0);
    fault.set(disk, FaultDisk.INPUT_OUTPUT_ERROR);

    assertThat(failureOf("1:1000:")).isEqualTo(JournalError.JOURNAL_STORAGE_FAILED);
    assertThat(journal.statistics().state()).isEqualTo(JournalState.STORAGE_FAILED);
    assertThat(failureOf("1:1001:")).isEqualTo(JournalError.JOURNAL_STORAGE_FAILED);
    assertThat(journal.durableEnd().next(0)).isEqualTo(before);
    awaitReadable();

    fault.set(disk, 0);
    await().until(() -> journal.statistics().state() == JournalState.OPEN);
    write("1:2000:");

    HealthStatistics health = journal.statistics().health();
    assertThat(health.storageFailures()).isPositive();
    assertThat(health.reopenings()).isPositive();
    assertThat(health.discardedRecords()).isPositive();
    assertThat(health.damagedRecords()).isZero();
    // The offset of what was not acknowledged is not used again.
    assertThat(journal.durableEnd().next(0)).isGreaterThan(before + 1);
    assertThat(payloads(readAll(journal, Lane.LIVE))).isEqualTo(acknowledged);
    disk.cutNow();
    failureOf("1:3000:");
  }

  private void diskFills() {
    disk.budget(6 * MIB);
    Random random = new Random(1);
    int n = 0;
    @Nullable JournalError failure;
    do {
      String text = "1:" + n++ + ":" + incompressible(random);
      failure = failureOf(text);
      if (failure == null) {
        acknowledged.add(text);
      }
    } while (failure == null);
    assertThat(failure).isEqualTo(JournalError.JOURNAL_DISK_FULL);
    assertThat(journal.statistics().state()).isEqualTo(JournalState.DISK_FULL);
    assertThat(journal.statistics().health().storageFailures()).isZero();
    assertThat(payloads(readAll(journal, Lane.LIVE))).isEqualTo(acknowledged);

    disk.budget(100L * MIB);
    await().until(() -> journal.statistics().state() == JournalState.OPEN);
    write("1:1000000:");
    assertThat(payloads(readAll(journal, Lane.LIVE))).isEqualTo(acknowledged);
  }

  private static String incompressible(Random random) {
    byte[] bytes = new byte[7_500];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void diskIsFullAtOnce() {
    for (int i = 0; i < 100; i++) {
      write("1:" + i + ":");
    }
    disk.budget(0);

    assertThat(failureOf("1:1000:")).isEqualTo(JournalError.JOURNAL_DISK_FULL);
    assertThat(journal.statistics().state()).isEqualTo(JournalState.DISK_FULL);
    awaitReadable();

    disk.budget(-1);
    await().until(() -> journal.statistics().state() == JournalState.OPEN);
    write("1:2000:");
    assertThat(payloads(readAll(journal, Lane.LIVE))).isEqualTo(acknowledged);
  }

  /** Reading goes on, but for the moments in which the database is closed and opened. */
  private void awaitReadable() {
    for (int i = 0; i < 5; i++) {
      await()
          .ignoreExceptionsMatching(JournalException.class::isInstance)
          .until(() -> payloads(readAll(journal, Lane.LIVE)).equals(acknowledged));
    }
  }

  private @Nullable JournalError failureOf(String text) {
    try {
      append(journal, live(1, text));
      return null;
    } catch (JournalException e) {
      return (JournalError) e.code();
    }
  }
}
