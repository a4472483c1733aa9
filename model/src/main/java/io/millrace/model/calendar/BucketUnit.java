package io.millrace.model.calendar;

/** By what calendar periods values are summed up. */
public enum BucketUnit {
  /** From one full hour of the wall clock to the next. */
  HOUR,
  /** From the beginning of a shift to its end; time between shifts belongs to none. */
  SHIFT,
  /** All shifts that are counted under one date, from the beginning of the first. */
  PRODUCTION_DAY,
  /** From midnight to midnight: 23 or 25 hours when the clock is changed. */
  DAY,
  /** From Monday to Monday (ISO 8601). */
  WEEK,
  /** From the first of a month to the first of the next. */
  MONTH,
  /** From the first of January to the next. */
  YEAR
}
