package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a device sits somewhere. */
public record PlaceSource(
    @Field("At which asset; absent for none.") @Nullable AssetId asset,
    @Field("From when on; absent for now on.") @Nullable Instant from) {}
