package io.millrace.connectors.http.intake;

import io.millrace.model.error.ErrorCode;
import io.millrace.model.id.SourceId;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a body can be read; the application plugs in the formats of decoding. Called on the
 * request's thread, many at the same time, before the body goes to the journal.
 */
public interface PayloadCheck {
  /**
   * Looks at a body.
   *
   * @return what is wrong with it; empty if decoding will read it
   */
  Optional<Fault> faultIn(Payload payload);

  /**
   * A body on its way into the journal.
   *
   * @param source whose it is
   * @param channel the name that it will have in the journal
   * @param contentType as the sender named it; empty if it named none
   * @param attributes what the front knows about it, by the names in {@code FormatAttributes}
   * @param bytes holds the body; read only, and not to be kept
   * @param from where the body begins
   * @param to where it ends (exclusive)
   * @param receiveTimeNs when it arrived, nanoseconds since the epoch
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on without a copy, and never compared.
  record Payload(
      SourceId source,
      String channel,
      String contentType,
      Map<String, String> attributes,
      byte[] bytes,
      int from,
      int to,
      long receiveTimeNs) {}

  /**
   * What is wrong with a body.
   *
   * @param code its category gives the status: invalid, unsupported or too large
   * @param message a full sentence
   * @param line number of the offending line, from 1; 0 if there are no lines
   * @param field the offending field; empty if none can be named
   * @param offset of the offending byte from the body's begin; -1 if unknown
   */
  record Fault(ErrorCode code, String message, int line, String field, int offset) {}
}
