package io.millrace.web.data;

import io.millrace.model.id.AssetId;
import io.millrace.web.json.Field;
import java.util.List;

/** The states of an asset over a span of time. */
public record AssetStates(
    AssetId asset,
    @Field("Each begins where the one before ends; together they fill the span.")
        List<StateSpanView> spans) {}
