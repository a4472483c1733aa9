package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** What was found. */
public record SearchHits(@Field("The best first.") List<SearchHitView> hits) {}
