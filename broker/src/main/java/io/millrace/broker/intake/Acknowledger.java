package io.millrace.broker.intake;

import io.millrace.journal.JournalException;

/** A connection, as the intake sees it. Called on the connection's event loop. */
public interface Acknowledger {
  /**
   * Everything that these acknowledgements stand for is durable: write them, in this order.
   *
   * @param acks see {@link Ack}; valid while this runs
   */
  void acknowledge(int[] acks, int count);

  /**
   * The batch could not be made durable: nothing that these stand for may be acknowledged.
   *
   * @param acks see {@link Ack}; valid while this runs
   */
  void withhold(int[] acks, int count, JournalException why);

  /** The event loop, which was {@linkplain Intake#isFull full}, has room again. */
  void roomAgain();
}
