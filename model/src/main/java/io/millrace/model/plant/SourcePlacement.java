package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.SourceId;

/**
 * From when to when a device sat at an asset.
 *
 * @param validFromNs first nanosecond, since the epoch
 * @param validToNs first nanosecond after it; {@link Long#MAX_VALUE} if it still sits there
 */
public record SourcePlacement(SourceId source, AssetId asset, long validFromNs, long validToNs) {}
