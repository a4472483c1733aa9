package io.millrace.app.doctor;

/** How bad a finding is, mildest first. */
public enum Severity {
  /** As it should be. */
  GOOD,
  /** Millrace runs, and yet something should be done. */
  WARNING,
  /** Millrace does not run, or not safely. */
  PROBLEM
}
