package io.millrace.web.stream;

import io.millrace.web.json.Field;

/** The stream does not join on to what the client has: it goes on from the latest. */
record ResetEvent(
    @Field(
            "RESTARTED: the server did not give this id; all values follow. SLOW: the client took"
                + " events too slowly; values between the last ones were left out.")
        Cause cause,
    @Field("A sentence for a person.") String message) {
  /** Why. */
  enum Cause {
    RESTARTED,
    SLOW
  }

  static final ResetEvent RESTARTED =
      new ResetEvent(
          Cause.RESTARTED,
          "This server did not give the id from which to resume. All latest values follow.");
  static final ResetEvent SLOW =
      new ResetEvent(
          Cause.SLOW,
          "The connection is slower than the values. Some were left out; the latest follow.");
}
