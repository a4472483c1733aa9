package io.millrace.demo.story;

import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When gateway GW-04, and with it CNC 5, cannot be heard. Mostly its radio link is lost: it
 * buffers, and delivers everything when the link is back. Every ten days its power supply fails:
 * then nothing is measured, and there is a gap for good.
 */
public final class SilentGateway {
  private static final long MINUTE_MS = 60_000;
  private static final long BEFORE_ANCHOR_MS = 26 * MINUTE_MS;
  private static final long AFTER_ANCHOR_MS = 20 * MINUTE_MS;

  /**
   * A span in which the gateway is silent.
   *
   * @param fromMs first millisecond
   * @param toMs first millisecond after it
   * @param buffered whether what was measured meanwhile arrives later
   */
  public record Spell(long fromMs, long toMs, boolean buffered) {}

  private final Scenario scenario;
  private final WorkCalendar calendar;
  private final long seed;
  private final LocalDate anchorDate;

  /** The gateway of a scenario. */
  public SilentGateway(Scenario scenario, WorkCalendar calendar) {
    this.scenario = scenario;
    this.calendar = calendar;
    this.seed = scenario.seedOf("GW-04");
    this.anchorDate = calendar.dateOf(scenario.anchorMs());
  }

  /** The spells that share at least a millisecond with [fromMs, toMs), in order. */
  public List<Spell> between(long fromMs, long toMs) {
    List<Spell> spells = new ArrayList<>();
    LocalDate last = calendar.dateOf(toMs).plusDays(1);
    LocalDate date = calendar.dateOf(fromMs).minusDays(1);
    for (; !date.isAfter(last); date = date.plusDays(1)) {
      for (Spell spell : on(date)) {
        if (spell.fromMs() < toMs && spell.toMs() > fromMs) {
          spells.add(spell);
        }
      }
    }
    return spells;
  }

  private List<Spell> on(LocalDate date) {
    long offset = ChronoUnit.DAYS.between(anchorDate, date);
    if (offset == 0) {
      return List.of(
          new Spell(
              scenario.anchorMs() - BEFORE_ANCHOR_MS, scenario.anchorMs() + AFTER_ANCHOR_MS, true));
    }
    if (Math.floorMod(offset, 10) == 6) {
      return List.of(spell(date, offset, 10, 40, false));
    }
    if (Math.floorMod(offset, 3) == 1) {
      return List.of(spell(date, offset, 12, 35, true));
    }
    return List.of();
  }

  private Spell spell(
      LocalDate date, long offset, double minMinutes, double maxMinutes, boolean buffered) {
    double startMinute = Dice.between(60, 900, seed, 2 * offset);
    double minutes = Dice.between(minMinutes, maxMinutes, seed, 2 * offset + 1);
    long fromMs = calendar.startMs(date) + Math.round(MINUTE_MS * startMinute);
    return new Spell(fromMs, fromMs + Math.round(MINUTE_MS * minutes), buffered);
  }
}
