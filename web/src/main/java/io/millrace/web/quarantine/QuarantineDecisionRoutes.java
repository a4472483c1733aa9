package io.millrace.web.quarantine;

import io.millrace.journal.JournalError;
import io.millrace.model.error.MillraceException;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.quarantine.EntryId;
import io.millrace.pipeline.quarantine.Quarantine;
import io.millrace.pipeline.quarantine.QuarantineEntry;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import io.millrace.web.route.RouteBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** What people decide about messages in quarantine: try again, or away with them. */
public final class QuarantineDecisionRoutes {
  private static final int MAX_AT_ONCE = 1_000;

  private final Registry registry;
  private final PlantPlaces places;
  private final Quarantine quarantine;

  public QuarantineDecisionRoutes(Registry registry, PlantPlaces places, Quarantine quarantine) {
    this.registry = registry;
    this.places = places;
    this.quarantine = quarantine;
  }

  /** Retry, discard. */
  public List<Route> routes() {
    return List.of(
        decision("retry", "retryQuarantined", "Decode messages again, with today's configuration")
            .description(
                "Their bytes are appended to the journal again; what fails again comes back under a"
                    + " new id. By name, or up to a thousand of a source or of a code.")
            .handledBy(request -> decide(request, quarantine::retry)),
        decision("discard", "discardQuarantined", "Remove messages from quarantine for good")
            .description("By name, or up to a thousand of a source or of a code.")
            .handledBy(request -> decide(request, quarantine::discard)));
  }

  private static RouteBuilder decision(String verb, String operationId, String summary) {
    return Route.post(QuarantineRoutes.PATH + "/" + verb, operationId)
        .tag(QuarantineRoutes.TAG)
        .summary(summary)
        .access(Access.perItem(Action.HANDLE_QUARANTINE, "Each by its source; people only."))
        .takes(QuarantineChoice.class, "Which.")
        .answers(Answer.json(QuarantineDecision.class, "It is durable, and done within moments."))
        .fails(PipelineError.QUARANTINE_ENTRY_UNKNOWN, WebError.THING_UNKNOWN)
        .fails(JournalError.JOURNAL_BUSY, JournalError.JOURNAL_DISK_FULL);
  }

  /** What is decided. */
  private interface Decision {
    CompletableFuture<Void> about(List<EntryId> entries, UserId by);
  }

  private Reply decide(ApiRequest request, Decision decision) {
    UserId by = request.person().user();
    QuarantineChoice choice = request.body(QuarantineChoice.class);
    List<EntryId> chosen = chosen(request, choice);
    boolean more = chosen.size() > MAX_AT_ONCE;
    List<EntryId> now = more ? chosen.subList(0, MAX_AT_ONCE) : chosen;
    if (!now.isEmpty()) {
      try {
        decision.about(now, by).join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof MillraceException known ? known : e;
      }
    }
    return Reply.ok(new QuarantineDecision(now.size(), more));
  }

  private List<EntryId> chosen(ApiRequest request, QuarantineChoice choice) {
    Predicate<SourceId> mine =
        QuarantineRoutes.visible(request, registry, places, Action.HANDLE_QUARANTINE);
    List<EntryId> chosen = new ArrayList<>();
    if (choice.entries() != null) {
      for (String text : choice.entries()) {
        QuarantineEntry entry = quarantine.entry(QuarantineRoutes.entryId(text));
        if (!mine.test(entry.source())) {
          throw WebException.unknown("entry of quarantine");
        }
        chosen.add(entry.id());
      }
      return chosen;
    }
    if (choice.source() == null && choice.code() == null) {
      throw WebException.field("entries", "Name entries, a source or a code.");
    }
    for (QuarantineEntry entry :
        quarantine.list(choice.source(), choice.code(), null, Integer.MAX_VALUE)) {
      if (chosen.size() <= MAX_AT_ONCE && mine.test(entry.source())) {
        chosen.add(entry.id());
      }
    }
    return chosen;
  }
}
