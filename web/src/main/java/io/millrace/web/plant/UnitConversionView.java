package io.millrace.web.plant;

import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** How one unit becomes another: result = value × factor + offset. */
public record UnitConversionView(
    UnitView from,
    UnitView to,
    double factor,
    double offset,
    @Field("The value that was asked for, converted; absent if none was.")
        @Nullable Double result) {}
