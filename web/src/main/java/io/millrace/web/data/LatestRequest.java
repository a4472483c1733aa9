package io.millrace.web.data;

import io.millrace.model.id.PointId;
import io.millrace.web.json.Field;
import java.util.List;

/** Whose latest values are wanted. */
public record LatestRequest(
    @Field(value = "Their ids.", minLength = 1, maxLength = 10_000) List<PointId> points) {}
