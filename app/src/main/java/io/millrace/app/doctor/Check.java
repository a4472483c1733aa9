package io.millrace.app.doctor;

/** Looks at one thing. */
@FunctionalInterface
interface Check {
  /** What is found; an unexpected failure to look is a finding too. */
  Finding look();
}
