package io.millrace.web.plant;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.registry.json.CalendarJson;
import io.millrace.registry.json.JsonFields;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** When is worked. */
public record CalendarBody(
    @Field("Unique in the organisation, case apart.") String name,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Field(
            value = "Shifts under short marks, a cycle of days that lists marks, exceptions.",
            schema = CalendarView.SHIFTS)
        JsonNode calendar) {
  ShiftCalendar shifts() {
    JsonFields fields = JsonFields.of("calendar", calendar);
    ShiftCalendar shifts = CalendarJson.read(fields);
    fields.finish();
    return shifts;
  }
}
