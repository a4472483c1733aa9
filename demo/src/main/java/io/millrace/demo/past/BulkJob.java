package io.millrace.demo.past;

import io.millrace.demo.payload.Message;
import io.millrace.demo.plant.Channel;

/** What a connection for past data has to do next. */
sealed interface BulkJob {
  /** To post a body. */
  record Post(Channel channel, Message body) implements BulkJob {}

  /**
   * To note that the bodies of a part of a channel are all posted.
   *
   * @param samples how many there were
   * @param lengthMs how long the part is
   * @param throughMs when it ends
   */
  record Note(Channel channel, long samples, long lengthMs, long throughMs) implements BulkJob {}

  /** To end, as everything is done. */
  record End() implements BulkJob {}
}
