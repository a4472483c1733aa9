package io.millrace.journal;

/** Whether a lane takes appends now. */
public enum Admission {
  /** Appends are written at once. */
  OPEN,
  /** A reader that may push back lags: appends wait, and fail as busy when they wait too long. */
  HELD,
  /** Appends fail, see {@link JournalStatistics#state()}. */
  REFUSED
}
