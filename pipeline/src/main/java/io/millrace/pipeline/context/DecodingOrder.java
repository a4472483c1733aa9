package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.JournalSpan;
import java.util.List;

/**
 * An order to decode records anew (law 9).
 *
 * @param offset where it stands in the context lane
 * @param order what it says
 */
public record DecodingOrder(long offset, DecodedAnew order) {
  /** Instead of a version: each record is decoded with its own again, as if there were no order. */
  public static final long OWN_VERSION = -1;

  /** Whether the order concerns a record of its source. */
  public boolean concerns(String channel, int partition, long recordOffset) {
    for (JournalSpan span : order.spans()) {
      if (span.contains(partition, recordOffset)) {
        return TopicFilter.matches(order.channelFilter(), channel);
      }
    }
    return false;
  }

  /**
   * The version with which a record is decoded: that of its block, or that of the latest order that
   * concerns it.
   *
   * @param orders of the record's source, oldest first
   * @param before only orders that stand before this offset count
   */
  public static long versionFor(
      List<DecodingOrder> orders,
      long before,
      String channel,
      int partition,
      long recordOffset,
      long blockVersion) {
    for (int i = orders.size() - 1; i >= 0; i--) {
      DecodingOrder each = orders.get(i);
      if (each.offset() < before && each.concerns(channel, partition, recordOffset)) {
        long ordered = each.order().configurationVersion();
        return ordered == OWN_VERSION ? blockVersion : ordered;
      }
    }
    return blockVersion;
  }
}
