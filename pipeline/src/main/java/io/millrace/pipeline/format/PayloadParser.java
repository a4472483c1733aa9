package io.millrace.pipeline.format;

/** Reads messages of one format with fixed options. Holds scratch space: one thread at a time. */
public interface PayloadParser {
  /**
   * Reads one message and hands its values to the sink, in the message's order.
   *
   * <p>If it throws, the sink must forget everything that this message gave it. The same bytes,
   * options and receive time always give the same calls.
   *
   * @param bytes holds the message; not kept and not written to
   * @param from where the message begins
   * @param to where it ends (exclusive)
   * @param receiveTimeNs when it arrived, nanoseconds since the epoch, for times that are relative
   *     to it
   * @throws FormatException and nothing else, for whatever bytes
   */
  void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink);
}
