package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** Where a device sat. */
public record Placements(@Field("The oldest first.") List<PlacementView> placements) {}
