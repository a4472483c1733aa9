package io.millrace.history.query;

import io.millrace.history.chunk.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples that were asked for.
 *
 * @param samples in the order that was asked for; the caller's own
 * @param next where the next page begins; null if this is the last
 * @param damages what is missing because it is damaged
 */
public record SamplePage(Samples samples, @Nullable PagePosition next, List<Damage> damages) {
  public SamplePage {
    damages = List.copyOf(damages);
  }
}
