package io.millrace.demo.gateway;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Carries messages over one connection. */
public interface Carrier {
  /**
   * Connects, and delivers the outbox in order until it may not go on.
   *
   * @param mayGoOn asked several times a second
   * @param onProgress told when the connection stands, and at each acknowledgement
   * @throws io.millrace.demo.error.DemoException if the server refuses token or message
   * @throws IOException if the connection cannot be made or is lost
   */
  void carry(Outbox outbox, BooleanSupplier mayGoOn, Runnable onProgress)
      throws IOException, InterruptedException;
}
