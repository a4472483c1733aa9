package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.sample.ValueKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one channel of a source are decoded, for all versions of the context from
 * {@code firstVersion} to {@code lastVersion}. Immutable.
 *
 * @param source the source with its policies
 * @param channel the channel's name
 * @param firstVersion first version that it holds for
 * @param lastVersion last version that it holds for, as far as the context was known
 * @param format name of the payload format; empty to find it by content type and content
 * @param options of the format
 * @param timelines by path: to which points the address belongs
 * @param acceptedUnmapped if the source has as many unmapped points as it may: those of this
 *     channel, by path; null as long as new ones are welcome
 */
public record ChannelPlan(
    SourceDefined source,
    String channel,
    long firstVersion,
    long lastVersion,
    String format,
    Map<String, String> options,
    Map<String, Timeline> timelines,
    @Nullable Map<String, Set<ValueKind>> acceptedUnmapped) {
  /** The format of a mapping rule whose messages are not wanted. */
  public static final String IGNORE = "ignore";

  /** Whether the plan holds for a version, as far as the context was known when it was made. */
  public boolean holdsFor(long version) {
    return version >= firstVersion && version <= lastVersion;
  }

  /** The same plan, known to hold longer. */
  ChannelPlan until(long version) {
    return new ChannelPlan(
        source, channel, firstVersion, version, format, options, timelines, acceptedUnmapped);
  }
}
