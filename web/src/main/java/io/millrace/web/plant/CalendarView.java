package io.millrace.web.plant;

import io.millrace.model.id.CalendarId;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.registry.json.CalendarJson;
import io.millrace.web.json.Field;
import tools.jackson.databind.JsonNode;

/** When is worked. */
public record CalendarView(
    CalendarId id,
    String name,
    @Field("By which imports find it again; may be empty.") String key,
    @Field(
            value = "Shifts under short marks, a cycle of days that lists marks, exceptions.",
            schema = CalendarView.SHIFTS)
        JsonNode calendar,
    @Field("Rises by one with each change.") long version) {
  /** The form of {@link CalendarJson}. */
  static final String SHIFTS =
      """
      {"type":"object","properties":{
        "zone":{"type":"string","description":"IANA time zone; UTC if absent."},
        "anchor":{"type":"string","format":"date","description":"First day of a cycle."},
        "shifts":{"type":"object","description":"By mark: name, crew, startDay, start, end, breaks.",
          "additionalProperties":{"type":"object"}},
        "cycle":{"type":"array","description":"Per day the marks of its shifts.",
          "items":{"type":"array","items":{"type":"string"}}},
        "exceptions":{"type":"array","items":{"type":"object"},
          "description":"Days that differ: date, name, shifts."}}}""";

  static CalendarView of(PlantCalendar calendar) {
    return new CalendarView(
        calendar.id(),
        calendar.name(),
        calendar.externalKey(),
        CalendarJson.write(calendar.shifts()),
        calendar.version());
  }
}
