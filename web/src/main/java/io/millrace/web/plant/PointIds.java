package io.millrace.web.plant;

import io.millrace.model.id.PointId;
import io.millrace.web.json.Field;
import java.util.List;

/** Some points. */
public record PointIds(
    @Field(value = "Their ids.", minLength = 1, maxLength = 10_000) List<PointId> points) {}
