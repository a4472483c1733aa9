package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** All state models. */
public record StateModelList(
    @Field("In the order of their names.") List<StateModelView> stateModels) {}
