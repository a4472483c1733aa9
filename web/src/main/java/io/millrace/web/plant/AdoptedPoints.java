package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** Points that were adopted. */
public record AdoptedPoints(@Field("In the order of the request.") List<PointView> points) {}
