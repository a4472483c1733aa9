package io.millrace.app.wiring;

import io.millrace.connectors.http.intake.PayloadCheck;
import io.millrace.pipeline.format.FormatException;
import java.util.Arrays;
import java.util.Optional;

/** Whether the pipeline could read what is handed over by HTTP. */
final class IntakePayloads implements PayloadCheck {
  private final io.millrace.pipeline.check.PayloadCheck decoding;

  IntakePayloads(io.millrace.pipeline.check.PayloadCheck decoding) {
    this.decoding = decoding;
  }

  @Override
  public Optional<Fault> faultIn(Payload payload) {
    try {
      var result =
          decoding.check(
              payload.source(),
              payload.channel(),
              payload.contentType(),
              payload.attributes(),
              bytes(payload),
              payload.receiveTimeNs());
      return result.rejected().stream().findFirst().map(IntakePayloads::fault);
    } catch (FormatException e) {
      return Optional.of(fault(e));
    }
  }

  private static byte[] bytes(Payload payload) {
    boolean whole = payload.from() == 0 && payload.to() == payload.bytes().length;
    return whole
        ? payload.bytes()
        : Arrays.copyOfRange(payload.bytes(), payload.from(), payload.to());
  }

  private static Fault fault(FormatException e) {
    return new Fault(e.code(), String.valueOf(e.getMessage()), e.line(), e.field(), e.offset());
  }
}
