package io.millrace.broker.connection;

/**
 * What one event loop counts. Changed by the loop only; others read what was {@linkplain #publish
 * published} last.
 */
public final class LoopCounters {
  /**
   * Counts since the start.
   *
   * @param connected connections that were accepted by CONNACK
   * @param refusedConnects CONNECT packets that were refused
   * @param messagesByQos messages received at QoS 0, 1 and 2, without those sent again
   * @param bytesIn bytes received
   * @param messagesOut messages sent to subscribers
   * @param messagesDropped messages not sent since a subscriber was slow or takes no larger ones
   * @param notAuthorized messages refused for want of permission
   * @param protocolErrors connections ended for what the client sent
   * @param keepAliveTimeouts connections ended for silence
   * @param throttled how often a client was slowed to its rate
   */
  public record Counts(
      long connected,
      long refusedConnects,
      MessagesByQos messagesByQos,
      long bytesIn,
      long messagesOut,
      long messagesDropped,
      long notAuthorized,
      long protocolErrors,
      long keepAliveTimeouts,
      long throttled) {
    /** Nothing was counted. */
    public static final Counts NONE =
        new Counts(0, 0, new MessagesByQos(0, 0, 0), 0, 0, 0, 0, 0, 0, 0);

    /** The sums of both. */
    public Counts plus(Counts other) {
      return new Counts(
          connected + other.connected,
          refusedConnects + other.refusedConnects,
          messagesByQos.plus(other.messagesByQos),
          bytesIn + other.bytesIn,
          messagesOut + other.messagesOut,
          messagesDropped + other.messagesDropped,
          notAuthorized + other.notAuthorized,
          protocolErrors + other.protocolErrors,
          keepAliveTimeouts + other.keepAliveTimeouts,
          throttled + other.throttled);
    }
  }

  /** Messages at each QoS. */
  public record MessagesByQos(long atMostOnce, long atLeastOnce, long exactlyOnce) {
    MessagesByQos plus(MessagesByQos other) {
      return new MessagesByQos(
          atMostOnce + other.atMostOnce,
          atLeastOnce + other.atLeastOnce,
          exactlyOnce + other.exactlyOnce);
    }
  }

  long connected;
  long refusedConnects;
  final long[] messagesByQos = new long[3];
  long bytesIn;
  long messagesOut;
  long messagesDropped;
  long notAuthorized;
  long protocolErrors;
  long keepAliveTimeouts;
  long throttled;
  private volatile Counts published = Counts.NONE;

  void publish() {
    published =
        new Counts(
            connected,
            refusedConnects,
            new MessagesByQos(messagesByQos[0], messagesByQos[1], messagesByQos[2]),
            bytesIn,
            messagesOut,
            messagesDropped,
            notAuthorized,
            protocolErrors,
            keepAliveTimeouts,
            throttled);
  }

  /** What was published last, at most about half a second ago; for any thread. */
  public Counts published() {
    return published;
  }
}
