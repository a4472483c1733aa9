package io.millrace.web.plant;

import io.millrace.model.calendar.CalendarError;
import io.millrace.model.id.CalendarId;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.List;

/** Calendars: shifts and holidays in a time zone. They belong to the organisation as a whole. */
public final class CalendarRoutes {
  private static final String TAG = "Calendars";
  private static final String PATH = "/api/v1/calendars";
  private static final String ONE = PATH + "/{calendar}";
  private static final Parameter<CalendarId> CALENDAR =
      Parameter.path("calendar", ParameterType.id(CalendarId::of), "The calendar's id.");

  private final Registry registry;

  public CalendarRoutes(Registry registry) {
    this.registry = registry;
  }

  /** List, see, describe, change, delete. */
  public List<Route> routes() {
    Access read =
        Access.perItem(Action.READ_MODEL, "They belong to all: whoever reads any of the plant.");
    Access edit = Access.to(Action.EDIT_MODEL, OrganisationRoutes::whole);
    return List.of(
        Route.get(PATH, "listCalendars")
            .tag(TAG)
            .summary("All calendars")
            .access(read)
            .answers(Answer.json(CalendarList.class, "In the order of their names."))
            .handledBy(
                request ->
                    Reply.ok(
                        new CalendarList(
                            registry.calendars().all(request.organisation()).stream()
                                .map(CalendarView::of)
                                .toList()))),
        Route.get(ONE, "getCalendar")
            .tag(TAG)
            .summary("A calendar")
            .access(read)
            .with(CALENDAR)
            .answers(Answer.json(CalendarView.class, "The calendar.").withVersion())
            .handledBy(
                request ->
                    answer(
                        registry
                            .calendars()
                            .find(request.organisation(), request.get(CALENDAR))
                            .orElseThrow(() -> WebException.unknown("calendar")))),
        Route.post(PATH, "createCalendar")
            .tag(TAG)
            .summary("Describe a new calendar")
            .access(edit)
            .takes(CalendarBody.class, "When is worked.")
            .answers(Answer.json(201, CalendarView.class, "The new one.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(CalendarError.values())
            .handledBy(this::create),
        Route.put(ONE, "updateCalendar")
            .tag(TAG)
            .summary("Say something else of a calendar")
            .access(edit)
            .with(CALENDAR)
            .versioned()
            .takes(CalendarBody.class, "When is worked.")
            .answers(Answer.json(CalendarView.class, "As it is now.").withVersion())
            .fails(PlantErrors.ofChanges())
            .fails(CalendarError.values())
            .handledBy(this::update),
        Route.delete(ONE, "deleteCalendar")
            .tag(TAG)
            .summary("Delete a calendar that no asset follows")
            .access(edit)
            .with(CALENDAR)
            .versioned()
            .answers(Answer.noContent("It is gone."))
            .fails(PlantErrors.ofChanges())
            .handledBy(
                request -> {
                  registry
                      .calendars()
                      .delete(
                          request.registryActor(),
                          request.get(CALENDAR),
                          request.expectedVersion());
                  return Reply.noContent();
                }));
  }

  private Reply create(ApiRequest request) {
    CalendarBody body = request.body(CalendarBody.class);
    PlantCalendar made =
        registry
            .calendars()
            .create(
                request.registryActor(), body.name(), AssetBody.orEmpty(body.key()), body.shifts());
    return Reply.created(PATH + "/" + made.id(), CalendarView.of(made), made.version());
  }

  private Reply update(ApiRequest request) {
    CalendarBody body = request.body(CalendarBody.class);
    return answer(
        registry
            .calendars()
            .update(
                request.registryActor(),
                request.get(CALENDAR),
                request.expectedVersion(),
                body.name(),
                AssetBody.orEmpty(body.key()),
                body.shifts()));
  }

  private static Reply answer(PlantCalendar calendar) {
    return Reply.ok(CalendarView.of(calendar), calendar.version());
  }
}
