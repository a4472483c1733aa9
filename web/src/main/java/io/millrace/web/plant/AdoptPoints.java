package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** What a person says of unmapped points; all or none are adopted. */
public record AdoptPoints(
    @Field(value = "One each.", minLength = 1, maxLength = 1_000) List<AdoptPoint> points) {}
