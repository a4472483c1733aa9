package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.util.List;

/** All calendars. */
public record CalendarList(@Field("In the order of their names.") List<CalendarView> calendars) {}
