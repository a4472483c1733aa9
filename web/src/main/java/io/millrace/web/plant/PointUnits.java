package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** The units of a point through time. */
public record PointUnits(@Field("From the oldest to the newest.") List<UnitSpanView> units) {}
