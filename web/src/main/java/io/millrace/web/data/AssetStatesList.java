package io.millrace.web.data;

import io.millrace.web.json.Field;
import java.util.List;

/** The states of assets over the same span of time. */
public record AssetStatesList(
    @Field("One per asset whose state is told.") List<AssetStates> assets) {}
