package io.millrace.demo.story;

import io.millrace.demo.calendar.Crew;
import io.millrace.demo.calendar.Shift;
import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the cooling valve of Die-cast 3 sticks: on four days of the month before the anchor, on the
 * day before the anchor, on the anchor's day (if the machine is worked then, the stop that it
 * causes is under way at the anchor), and every few days after it.
 */
public final class StickingValve {
  private static final long MINUTE_MS = 60_000;

  /** So long before the anchor the valve sticks, so that the stop began about 18 minutes before. */
  private static final long BEFORE_ANCHOR_MS = 30 * MINUTE_MS;

  /** So long the machine has been worked at least when the valve sticks. */
  private static final long WORKED_MS = 100 * MINUTE_MS;

  private final Scenario scenario;
  private final WorkCalendar calendar;
  private final long seed;
  private final LocalDate anchorDate;

  /** The valve of a scenario. */
  public StickingValve(Scenario scenario, WorkCalendar calendar) {
    this.scenario = scenario;
    this.calendar = calendar;
    this.seed = scenario.seedOf("valve-31");
    this.anchorDate = calendar.dateOf(scenario.anchorMs());
  }

  /** The episodes that begin in [fromMs, toMs), in order. */
  public List<ValveEpisode> between(long fromMs, long toMs) {
    List<ValveEpisode> episodes = new ArrayList<>();
    LocalDate last = calendar.dateOf(toMs);
    for (LocalDate date = calendar.dateOf(fromMs); !date.isAfter(last); date = date.plusDays(1)) {
      on(date)
          .filter(episode -> episode.stickMs() >= fromMs && episode.stickMs() < toMs)
          .ifPresent(episodes::add);
    }
    return episodes;
  }

  private Optional<ValveEpisode> on(LocalDate date) {
    long offset = ChronoUnit.DAYS.between(anchorDate, date);
    if (offset == 0) {
      return Optional.of(new ValveEpisode(todayMs(), 4.4, 45 * MINUTE_MS));
    }
    if (!isOnDayWithOffset(offset)) {
      return Optional.empty();
    }
    long stickMs =
        calendar.startMs(date) + Math.round(MINUTE_MS * Dice.between(110, 330, seed, 3 * offset));
    double stuckFlow = Dice.between(3.8, 5.6, seed, 3 * offset + 1);
    long freedMs = Math.round(MINUTE_MS * Dice.between(3, 8, seed, 3 * offset + 2));
    return Optional.of(new ValveEpisode(stickMs, stuckFlow, freedMs));
  }

  private static boolean isOnDayWithOffset(long offset) {
    if (offset > 0) {
      return offset % 9 == 3 || offset % 9 == 7;
    }
    return offset == -1
        || offset == -5
        || offset == -11
        || offset == -18
        || (offset <= -26 && (offset + 26) % 8 == 0);
  }

  private long todayMs() {
    long anchorMs = scenario.anchorMs();
    long earlyMs = calendar.startMs(anchorDate);
    if (crewAt(anchorMs) != Crew.NONE) {
      return Math.max(anchorMs - BEFORE_ANCHOR_MS, workedSinceMs(anchorMs) + WORKED_MS);
    }
    return anchorMs < earlyMs ? earlyMs + WORKED_MS : lastWorkedMs(anchorMs) - 2 * WORKED_MS;
  }

  private Crew crewAt(long timeMs) {
    LocalDate day = calendar.dayOf(timeMs);
    for (Shift shift : Shift.values()) {
      if (timeMs < calendar.endMs(day, shift)) {
        return calendar.crew(day, shift);
      }
    }
    throw new AssertionError("An instant is in one of the shifts of its production day.");
  }

  /** When the work began that is going on; it is enough to look back a day. */
  private long workedSinceMs(long timeMs) {
    long sinceMs = timeMs;
    for (long back = timeMs; back > timeMs - 24 * 60 * MINUTE_MS; back -= 10 * MINUTE_MS) {
      if (crewAt(back) == Crew.NONE) {
        return sinceMs;
      }
      sinceMs = back;
    }
    return sinceMs;
  }

  private long lastWorkedMs(long timeMs) {
    long back = timeMs;
    while (crewAt(back) == Crew.NONE) {
      back -= 10 * MINUTE_MS;
    }
    return back;
  }
}
