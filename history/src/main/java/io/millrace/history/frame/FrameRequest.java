package io.millrace.history.frame;

import io.millrace.model.id.AssetId;
import io.millrace.model.time.TimeRange;
import java.util.List;
import java.util.Set;

/**
 * Asks for frames that overlap a range.
 *
 * @param assets of which assets; their parts have to be named too
 * @param range the times, half open
 * @param types of which types; empty for all
 * @param limit how many at most, from 1 to 10,000
 */
public record FrameRequest(List<AssetId> assets, TimeRange range, Set<String> types, int limit) {
  public FrameRequest {
    assets = List.copyOf(assets);
    types = Set.copyOf(types);
  }
}
