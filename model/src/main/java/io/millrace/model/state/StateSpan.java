package io.millrace.model.state;

import io.millrace.model.time.TimeRange;

/**
 * For how long an asset was in a state.
 *
 * @param reason of the rule that said so; may be empty
 */
public record StateSpan(AssetState state, String reason, TimeRange range) {}
