package io.millrace.demo.calendar;

/** Who is there, and so which machines may run. */
public enum Crew {
  /** Nobody: furnaces hold, everything else is off. */
  NONE,
  /** A few people keep one line running for a customer who takes parts seven days a week. */
  WEEKEND,
  /** Two thirds of the machines. */
  NIGHT,
  /** All machines. */
  FULL
}
