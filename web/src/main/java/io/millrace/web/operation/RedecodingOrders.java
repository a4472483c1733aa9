package io.millrace.web.operation;

import io.millrace.web.json.Field;
import java.util.List;

/** Orders to decode messages of a source anew. */
public record RedecodingOrders(@Field("The newest first.") List<RedecodingOrderView> orders) {}
