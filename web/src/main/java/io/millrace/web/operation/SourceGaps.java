package io.millrace.web.operation;

import io.millrace.web.json.Field;
import java.util.List;

/** Gaps of a source. */
public record SourceGaps(@Field("The newest first.") List<SourceGapView> gaps) {}
