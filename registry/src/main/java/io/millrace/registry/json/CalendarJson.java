package io.millrace.registry.json;

import static io.millrace.registry.json.AssetJson.putText;

import io.millrace.model.calendar.BreakSlot;
import io.millrace.model.calendar.DayException;
import io.millrace.model.calendar.DayPlan;
import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.calendar.ShiftSlot;
import io.millrace.model.plant.PlantException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calendars as JSON: shifts under short marks, a cycle of days that lists marks, and exceptions.
 */
public final class CalendarJson {
  private CalendarJson() {}

  /** Zone, anchor, shifts, cycle and exceptions. */
  public static ObjectNode write(ShiftCalendar calendar) {
    ObjectNode out = Json.object();
    out.put("zone", calendar.zone().getId());
    out.put("anchor", calendar.anchor().toString());
    Map<ShiftSlot, String> marks = new LinkedHashMap<>();
    ArrayNode cycle = Json.array();
    for (DayPlan day : calendar.cycle()) {
      cycle.add(marksOf(day, marks));
    }
    ArrayNode exceptions = Json.array();
    for (DayException exception : calendar.exceptions()) {
      ObjectNode node = exceptions.addObject();
      node.put("date", exception.date().toString());
      putText(node, "name", exception.name());
      if (!exception.plan().shifts().isEmpty()) {
        node.set("shifts", marksOf(exception.plan(), marks));
      }
    }
    ObjectNode shifts = out.putObject("shifts");
    marks.forEach((slot, mark) -> shifts.set(mark, shift(slot)));
    out.set("cycle", cycle);
    if (!exceptions.isEmpty()) {
      out.set("exceptions", exceptions);
    }
    return out;
  }

  private static ArrayNode marksOf(DayPlan plan, Map<ShiftSlot, String> marks) {
    ArrayNode out = Json.array();
    for (ShiftSlot slot : plan.shifts()) {
      out.add(marks.computeIfAbsent(slot, _ -> "S" + (marks.size() + 1)));
    }
    return out;
  }

  private static ObjectNode shift(ShiftSlot slot) {
    ObjectNode out = Json.object();
    out.put("name", slot.name());
    putText(out, "crew", slot.crew());
    if (slot.startDay() != 0) {
      out.put("startDay", slot.startDay());
    }
    out.put("start", slot.start().toString());
    out.put("end", slot.end().toString());
    if (!slot.breaks().isEmpty()) {
      ArrayNode breaks = out.putArray("breaks");
      for (BreakSlot pause : slot.breaks()) {
        ObjectNode node = breaks.addObject();
        putText(node, "name", pause.name());
        node.put("start", pause.start().toString());
        node.put("end", pause.end().toString());
      }
    }
    return out;
  }

  /** The calendar of the fields that {@link #write} writes; zone and anchor may be left out. */
  public static ShiftCalendar read(JsonFields fields) {
    Map<String, ShiftSlot> shifts = new LinkedHashMap<>();
    JsonNode marks = fields.find("shifts");
    if (marks instanceof ObjectNode object) {
      object.forEachEntry((mark, node) -> shifts.put(mark, shift(JsonFields.of("shifts", node))));
    }
    List<DayPlan> cycle =
        fields.list("cycle").stream().map(day -> plan("cycle", day, shifts)).toList();
    List<DayException> exceptions = new ArrayList<>();
    for (JsonNode node : fields.list("exceptions")) {
      JsonFields inner = JsonFields.of("exceptions", node);
      LocalDate date = parsed("date", inner.text("date"), LocalDate::parse, "date");
      DayPlan plan = plan("exceptions", inner.find("shifts"), shifts);
      exceptions.add(new DayException(date, inner.textOr("name", ""), plan));
      inner.finish();
    }
    return new ShiftCalendar(
        parsed("zone", fields.textOr("zone", "UTC"), ZoneId::of, "IANA time zone"),
        parsed("anchor", fields.textOr("anchor", "1970-01-05"), LocalDate::parse, "date"),
        cycle,
        exceptions);
  }

  private static DayPlan plan(
      String field, @Nullable JsonNode marks, Map<String, ShiftSlot> shifts) {
    if (marks == null) {
      return DayPlan.OFF;
    }
    List<ShiftSlot> slots = new ArrayList<>();
    for (JsonNode mark : marks.values()) {
      ShiftSlot slot = shifts.get(mark.asString());
      if (slot == null) {
        throw new PlantException(
            field, "There is no shift '" + mark.asString() + "' under shifts.");
      }
      slots.add(slot);
    }
    return new DayPlan(slots);
  }

  private static ShiftSlot shift(JsonFields fields) {
    List<BreakSlot> breaks = new ArrayList<>();
    for (JsonNode node : fields.list("breaks")) {
      JsonFields inner = JsonFields.of("breaks", node);
      breaks.add(new BreakSlot(inner.textOr("name", ""), time(inner, "start"), time(inner, "end")));
      inner.finish();
    }
    int[] startDay = new int[1];
    fields.onInteger("startDay", 0, value -> startDay[0] = value);
    ShiftSlot slot =
        new ShiftSlot(
            fields.text("name"),
            fields.textOr("crew", ""),
            startDay[0],
            time(fields, "start"),
            time(fields, "end"),
            breaks);
    fields.finish();
    return slot;
  }

  private static LocalTime time(JsonFields fields, String field) {
    return parsed(field, fields.text(field), LocalTime::parse, "time of day such as 06:00");
  }

  private static <T> T parsed(String field, String text, Function<String, T> parser, String what) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw new PlantException(field, "The field " + field + " holds no " + what + ": " + text);
    }
  }
}
