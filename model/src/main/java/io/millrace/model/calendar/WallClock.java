package io.millrace.model.calendar;

import io.millrace.model.time.Times;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** From wall-clock time to instants and back, monotone also where the clock is changed. */
final class WallClock {
  private final ZoneRules rules;

  WallClock(ZoneId zone) {
    rules = zone.getRules();
  }

  /**
   * The instant of a wall-clock time: of the change if the change skips it, of the first occurrence
   * if there are two. A later wall-clock time never gives an earlier instant.
   */
  long instantNs(LocalDateTime local) {
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition != null && transition.isGap()) {
      return Times.toNs(transition.getInstant());
    }
    ZoneOffset offset = transition != null ? transition.getOffsetBefore() : rules.getOffset(local);
    return Times.toNs(local.toInstant(offset));
  }

  long startOfDayNs(LocalDate date) {
    return instantNs(date.atStartOfDay());
  }

  LocalDateTime localAt(long timeNs) {
    var instant = Times.toInstant(timeNs);
    return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
  }

  LocalDate dateAt(long timeNs) {
    return localAt(timeNs).toLocalDate();
  }
}
