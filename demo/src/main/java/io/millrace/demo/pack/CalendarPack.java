package io.millrace.demo.pack;

import io.millrace.demo.calendar.Breaks;
import io.millrace.demo.calendar.Crew;
import io.millrace.demo.calendar.Holidays;
import io.millrace.demo.calendar.Shift;
import io.millrace.demo.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes the foundry's working times. */
final class CalendarPack {
  static final String KEY = "demo-foundry/calendar";

  /** A week in which nothing is special; the anchor of the calendar's cycle. */
  private static final LocalDate USUAL_MONDAY = LocalDate.of(2026, 1, 12);

  private static final int FIRST_YEAR = 2026;
  private static final int LAST_YEAR = 2032;
  private static final int DAYS_OF_WEEK = 7;

  private CalendarPack() {}

  static String zone() {
    return WorkCalendar.ZONE.getId();
  }

  static void write(JsonGenerator json) {
    WorkCalendar calendar = new WorkCalendar();
    json.writeArrayPropertyStart("calendars");
    json.writeStartObject();
    json.writeStringProperty("name", "Demo Foundry");
    json.writeStringProperty("key", KEY);
    json.writeStringProperty("zone", zone());
    json.writeStringProperty("anchor", USUAL_MONDAY.toString());
    json.writeObjectPropertyStart("shifts");
    for (Shift shift : Shift.values()) {
      for (Crew crew : Crew.values()) {
        if (isUsed(calendar, shift, crew)) {
          shift(json, shift, crew);
        }
      }
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("cycle");
    for (int i = 0; i < DAYS_OF_WEEK; i++) {
      json.writeStartArray();
      marks(json, calendar, USUAL_MONDAY.plusDays(i));
      json.writeEndArray();
    }
    json.writeEndArray();
    holidays(json, calendar);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static boolean isUsed(WorkCalendar calendar, Shift shift, Crew crew) {
    return crew != Crew.NONE
        && USUAL_MONDAY
            .datesUntil(USUAL_MONDAY.plusDays(DAYS_OF_WEEK))
            .anyMatch(day -> calendar.crew(day, shift) == crew);
  }

  private static String mark(Shift shift, Crew crew) {
    return shift.name().toLowerCase(Locale.ROOT) + "-" + crew.name().toLowerCase(Locale.ROOT);
  }

  private static void shift(JsonGenerator json, Shift shift, Crew crew) {
    json.writeObjectPropertyStart(mark(shift, crew));
    json.writeStringProperty("name", shift.title());
    json.writeStringProperty("crew", crew.name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("start", shift.start().toString());
    json.writeStringProperty("end", shift.end().toString());
    json.writeArrayPropertyStart("breaks");
    for (Breaks.Break pause : Breaks.of(shift)) {
      json.writeStartObject();
      json.writeStringProperty("start", pause.start().toString());
      json.writeStringProperty("end", pause.start().plusMinutes(pause.minutes()).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void marks(JsonGenerator json, WorkCalendar calendar, LocalDate day) {
    for (Shift shift : Shift.values()) {
      Crew crew = calendar.crew(day, shift);
      if (crew != Crew.NONE) {
        json.writeString(mark(shift, crew));
      }
    }
  }

  private static void holidays(JsonGenerator json, WorkCalendar calendar) {
    TreeMap<LocalDate, String> holidays = new TreeMap<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      holidays.putAll(Holidays.of(year));
    }
    json.writeArrayPropertyStart("exceptions");
    holidays.forEach(
        (date, name) -> {
          json.writeStartObject();
          json.writeStringProperty("date", date.toString());
          json.writeStringProperty("name", name);
          json.writeArrayPropertyStart("shifts");
          marks(json, calendar, date);
          json.writeEndArray();
          json.writeEndObject();
        });
    json.writeEndArray();
  }
}
