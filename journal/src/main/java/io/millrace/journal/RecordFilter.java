package io.millrace.journal;

import io.millrace.model.id.SourceId;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which records a reader wants. The journal skips blocks, and where it can whole segments, in whose
 * dictionary nothing matches; a block that it yields may hold other records too.
 *
 * @param sources the wanted sources; null for all
 * @param channels whether a channel's name is wanted; null for all. Pure and quick
 */
public record RecordFilter(@Nullable Set<SourceId> sources, @Nullable Predicate<String> channels) {
  /** Every record. */
  public static final RecordFilter ALL = new RecordFilter(null, null);

  /** The records of some sources. */
  public static RecordFilter ofSources(Set<SourceId> sources) {
    return new RecordFilter(Set.copyOf(sources), null);
  }

  /** The records whose channel's name matches. */
  public static RecordFilter ofChannels(Predicate<String> channels) {
    return new RecordFilter(null, channels);
  }

  /** Whether a record with this origin and channel is wanted. */
  public boolean matches(Origin origin, Channel channel) {
    return (sources == null || sources.contains(origin.source()))
        && (channels == null || channels.test(channel.name()));
  }
}
