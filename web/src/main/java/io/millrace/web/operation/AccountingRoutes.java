package io.millrace.web.operation;

import static io.millrace.web.plant.PlantParameters.FROM;
import static io.millrace.web.plant.PlantParameters.SOURCE;
import static io.millrace.web.plant.PlantParameters.TO;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Source;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.account.Accounts;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.live.LiveValues;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.json.ApiTime;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Data trust: what was received of each source, what became of it, and what is missing. */
public final class AccountingRoutes {
  private static final String TAG = "Data trust";
  private static final Parameter<Integer> LIMIT = Paging.limit(100, 1_000);

  private final Registry registry;
  private final PlantPlaces places;
  private final Accounts accounts;
  private final LiveValues live;
  private final Function<SourceId, @Nullable SampleFates> fates;

  /**
   * @param fates what became of a source's samples; null if that is not known now
   */
  public AccountingRoutes(
      Registry registry,
      PlantPlaces places,
      Accounts accounts,
      LiveValues live,
      Function<SourceId, @Nullable SampleFates> fates) {
    this.registry = registry;
    this.places = places;
    this.accounts = accounts;
    this.live = live;
    this.fates = fates;
  }

  /** Of all sources, of one, by day, gaps. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/accounting", "listAccounts")
            .tag(TAG)
            .summary("What was received of each source, and what became of it")
            .access(Access.perItem(Action.READ_SYSTEM, "Each source by where it is placed."))
            .answers(Answer.json(AccountingList.class, "Sources in use."))
            .handledBy(
                request ->
                    Reply.ok(
                        new AccountingList(
                            registry.sources().all(request.organisation()).stream()
                                .filter(
                                    source ->
                                        request.may(
                                            Action.READ_SYSTEM,
                                            PlaceAccess.whole(places.of(source))))
                                .map(this::view)
                                .toList()))),
        Route.get("/api/v1/sources/{source}/account", "getAccount")
            .tag(TAG)
            .summary("What was received of a source, and what became of it")
            .access(Access.to(Action.READ_SYSTEM, this::resource))
            .with(SOURCE)
            .answers(Answer.json(SourceAccountView.class, "Its account."))
            .handledBy(request -> Reply.ok(view(found(request)))),
        Route.get("/api/v1/sources/{source}/account-days", "listAccountDays")
            .tag(TAG)
            .summary("The same by day")
            .access(Access.to(Action.READ_SYSTEM, this::resource))
            .with(SOURCE, FROM, TO)
            .answers(Answer.json(SourceDays.class, "Days on which anything came."))
            .handledBy(this::days),
        Route.get("/api/v1/sources/{source}/gaps", "listSourceGaps")
            .tag(TAG)
            .summary("What should have come and did not")
            .description(
                "By sequence numbers where the source sends any, and by its expected period; a gap"
                    + " that was filled later stays in the list and says so.")
            .access(Access.to(Action.READ_SYSTEM, this::resource))
            .with(SOURCE, FROM, TO, LIMIT)
            .answers(Answer.json(SourceGaps.class, "The newest first."))
            .handledBy(this::gaps));
  }

  private Source found(ApiRequest request) {
    return registry
        .sources()
        .find(request.organisation(), request.get(SOURCE))
        .orElseThrow(() -> WebException.unknown("source"));
  }

  private Resource resource(ApiRequest request) {
    return PlaceAccess.whole(places.of(found(request)));
  }

  private SourceAccountView view(Source source) {
    return SourceAccountView.of(
        source.name(),
        source.spec().simulated(),
        live.source(source.id()),
        accounts.total(source.id()),
        fates.apply(source.id()));
  }

  private Reply days(ApiRequest request) {
    LocalDate from = request.find(FROM).map(AccountingRoutes::day).orElse(LocalDate.EPOCH);
    LocalDate to = request.find(TO).map(AccountingRoutes::day).orElse(LocalDate.of(2261, 12, 31));
    if (to.isBefore(from)) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, "to", "The span ends before it begins.");
    }
    return Reply.ok(
        new SourceDays(
            accounts.days(request.get(SOURCE), from, to).entrySet().stream()
                .map(
                    day ->
                        new SourceDays.DayAccount(
                            day.getKey(), SourceAccountView.AccountView.of(day.getValue())))
                .toList()));
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private Reply gaps(ApiRequest request) {
    long fromNs = request.find(FROM).map(ApiTime::toNs).orElse(Long.MIN_VALUE);
    long toNs = request.find(TO).map(ApiTime::toNs).orElse(Long.MAX_VALUE);
    if (toNs < fromNs) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID, "to", "The span ends before it begins.");
    }
    return Reply.ok(
        new SourceGaps(
            accounts
                .gaps(request.get(SOURCE), new TimeRange(fromNs, toNs), request.get(LIMIT))
                .stream()
                .map(SourceGapView::of)
                .toList()));
  }
}
