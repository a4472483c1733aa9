package io.millrace.journal.rocksdb;

import io.millrace.journal.Channel;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordFilter;
import io.millrace.model.id.SourceId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a dictionary shows that nothing behind it is wanted. */
final class Filters {
  private Filters() {}

  static boolean noneOf(List<Origin> origins, RecordFilter filter) {
    Set<SourceId> wanted = filter.sources();
    if (wanted == null) {
      return false;
    }
    for (Origin origin : origins) {
      if (wanted.contains(origin.source())) {
        return false;
      }
    }
    return true;
  }

  static boolean noneOfChannels(List<Channel> channels, RecordFilter filter) {
    Predicate<String> wanted = filter.channels();
    if (wanted == null) {
      return false;
    }
    for (Channel channel : channels) {
      if (wanted.test(channel.name())) {
        return false;
      }
    }
    return true;
  }
}
