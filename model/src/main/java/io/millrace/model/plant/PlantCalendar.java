package io.millrace.model.plant;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.id.CalendarId;
import io.millrace.model.id.OrganisationId;

/**
 * A calendar with the name that people know it by.
 *
 * @param name unique within the organisation, case apart
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param shifts when is worked
 * @param version rises by one with each change
 */
public record PlantCalendar(
    CalendarId id,
    OrganisationId organisation,
    String name,
    String externalKey,
    ShiftCalendar shifts,
    long version) {
  /**
   * @throws PlantException naming the field that is wrong
   */
  public PlantCalendar {
    name = Fields.name("name", name);
    externalKey = Fields.shortText("key", externalKey);
  }
}
