package io.millrace.web.stream;

import io.millrace.web.json.Field;

/** The server ends the stream. */
record EndEvent(
    @Field(
            "CREDENTIAL_ENDED: sign in again, or take another token. RIGHTS_CHANGED: come again, to"
                + " see what is yours now. STOPPING: come again later.")
        Cause cause) {
  /** Why. */
  enum Cause {
    CREDENTIAL_ENDED,
    RIGHTS_CHANGED,
    STOPPING
  }
}
