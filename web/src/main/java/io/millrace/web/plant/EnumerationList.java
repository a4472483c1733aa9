package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** All enumerations. */
public record EnumerationList(
    @Field("In the order of their names.") List<EnumerationView> enumerations) {}
