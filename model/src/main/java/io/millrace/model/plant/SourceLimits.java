package io.millrace.model.plant;

/**
 * What a source may send.
 *
 * @param messagesPerSecond mean rate; 0 for the server's default
 * @param messageBytes size of one message; 0 for the server's default
 */
public record SourceLimits(int messagesPerSecond, int messageBytes) {
  /** Whatever the server allows to all. */
  public static final SourceLimits DEFAULT = new SourceLimits(0, 0);

  /**
   * @throws PlantException if one is negative
   */
  public SourceLimits {
    Fields.notNegative("limits.messagesPerSecond", messagesPerSecond);
    Fields.notNegative("limits.messageBytes", messageBytes);
  }
}
