package io.millrace.app.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject a word or two: {@code file descriptors}
 * @param detail what was found
 * @param advice what to do, when it is not good
 */
public record Finding(Severity severity, String subject, String detail, Optional<String> advice) {
  static Finding good(String subject, String detail) {
    return new Finding(Severity.GOOD, subject, detail, Optional.empty());
  }

  static Finding warning(String subject, String detail, String advice) {
    return new Finding(Severity.WARNING, subject, detail, Optional.of(advice));
  }

  static Finding problem(String subject, String detail, String advice) {
    return new Finding(Severity.PROBLEM, subject, detail, Optional.of(advice));
  }
}
