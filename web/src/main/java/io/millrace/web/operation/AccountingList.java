package io.millrace.web.operation;

import io.millrace.web.json.Field;
import java.util.List;

/** Accounts of sources. */
public record AccountingList(
    @Field("In the order of their names.") List<SourceAccountView> sources) {}
