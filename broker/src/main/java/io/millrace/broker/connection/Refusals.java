package io.millrace.broker.connection;

import io.millrace.broker.protocol.ReasonCode;
import io.millrace.journal.JournalException;
import io.millrace.model.error.ErrorCategory;

/** How the journal's failures are told to clients: the one place where they are translated. */
final class Refusals {
  private Refusals() {}

  /** One of the reason codes that PUBACK, PUBREC, SUBACK and DISCONNECT have in common. */
  static ReasonCode reason(JournalException why) {
    ErrorCategory category = why.code().category();
    boolean limit = category == ErrorCategory.TRY_LATER || category == ErrorCategory.TOO_LARGE;
    return limit ? ReasonCode.QUOTA_EXCEEDED : ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
  }

  /** The same for a person. */
  static String sentence(int reason) {
    if (reason == ReasonCode.NOT_AUTHORIZED.code()) {
      return "Not stored: the client may not publish to this topic.";
    }
    if (reason == ReasonCode.QUOTA_EXCEEDED.code()) {
      return "Not stored: the server has no room on its disk. Send it again later.";
    }
    return "Not stored: the server could not write. Send it again later.";
  }
}
