package io.millrace.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether the clock is plausible and somebody keeps it right.
 *
 * @param now what the clock says
 * @param builtAt when this program was built; a clock before that is wrong
 * @param dataFolder a clock before the newest file in there is wrong too
 * @param sync what the kernel says
 */
record ClockCheck(Instant now, Instant builtAt, Path dataFolder, KernelClock.Sync sync)
    implements Check {
  private static final String SUBJECT = "clock";
  private static final Duration LONGEST_LIFE = Duration.ofDays(365L * 15);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final String SYNCHRONISE =
      "Set up time synchronisation, for instance: sudo apt-get install chrony";

  @Override
  public Finding look() {
    String shown = now.truncatedTo(ChronoUnit.SECONDS).toString();
    if (now.isBefore(builtAt)) {
      return Finding.problem(
          SUBJECT, shown + " is before this program was built (" + builtAt + ")", SYNCHRONISE);
    }
    if (now.isAfter(builtAt.plus(LONGEST_LIFE))) {
      return Finding.problem(SUBJECT, shown + " is too far in the future", SYNCHRONISE);
    }
    Instant lastUse = lastUse();
    if (now.plus(TOLERANCE).isBefore(lastUse)) {
      return Finding.problem(
          SUBJECT, shown + " is before the data folder's last use (" + lastUse + ")", SYNCHRONISE);
    }
    return switch (sync) {
      case YES -> Finding.good(SUBJECT, shown + ", synchronised");
      case NO ->
          Finding.warning(
              SUBJECT, shown + ", not synchronised: times of readings will drift", SYNCHRONISE);
      case UNKNOWN ->
          Finding.good(SUBJECT, shown + "; whether it is synchronised cannot be told here");
    };
  }

  private Instant lastUse() {
    try {
      return Files.exists(dataFolder)
          ? Files.getLastModifiedTime(dataFolder).toInstant()
          : Instant.EPOCH;
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }
}
