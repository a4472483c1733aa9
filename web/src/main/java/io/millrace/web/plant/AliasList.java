package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** Other names of something. */
public record AliasList(@Field("In no order.") List<AliasView> aliases) {}
