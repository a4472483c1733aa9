package io.millrace.web.quarantine;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.quarantine.EntryId;
import io.millrace.pipeline.quarantine.Quarantine;
import io.millrace.pipeline.quarantine.QuarantineEntry;
import io.millrace.pipeline.quarantine.QuarantineStatistics;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Resource;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.data.PayloadText;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Page;
import io.millrace.web.route.Paging;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Quarantine: see what could not be decoded. An entry belongs to where its source is placed. */
public final class QuarantineRoutes {
  static final String TAG = "Quarantine";
  static final String PATH = "/api/v1/quarantine";
  private static final int SHOWN_BYTES = 64 * 1024;
  private static final int MAX_GROUPS = 200;
  private static final int BATCH = 1_000;
  static final Parameter<SourceId> SOURCE =
      Parameter.query("source", ParameterType.id(SourceId::of), "Only those of this source.");
  static final Parameter<String> CODE =
      Parameter.query("code", ParameterType.text(1, 100), "Only those with this error code.");
  private static final Parameter<EntryId> AFTER =
      Parameter.query("after", entryIds(), "Where to go on: 'next' of the page before.");
  private static final Parameter<Integer> LIMIT = Paging.limit(100, BATCH);
  private static final Parameter<EntryId> ENTRY =
      Parameter.path("entry", entryIds(), "The entry's id.");

  private final Registry registry;
  private final PlantPlaces places;
  private final Quarantine quarantine;

  public QuarantineRoutes(Registry registry, PlantPlaces places, Quarantine quarantine) {
    this.registry = registry;
    this.places = places;
    this.quarantine = quarantine;
  }

  private static ParameterType<EntryId> entryIds() {
    return new ParameterType<>(
        ParameterType.text(5, 60).schema(),
        text -> {
          try {
            return EntryId.of(text);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is the id of an entry, such as 0-17-0", e);
          }
        });
  }

  /** List, count, see. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, "listQuarantine")
            .tag(TAG)
            .summary("Messages that could not be decoded")
            .description("The oldest first. Those of other sites are left out.")
            .access(Access.perItem(Action.READ_RAW, "Each by its source."))
            .with(SOURCE, CODE, AFTER, LIMIT)
            .answers(Answer.page(QuarantinedMessage.class, "Entries."))
            .handledBy(this::list),
        Route.get("/api/v1/quarantine-counts", "countQuarantine")
            .tag(TAG)
            .summary("What is in quarantine, by source, code and channel")
            .access(Access.perItem(Action.READ_RAW, "Each by its source."))
            .answers(Answer.json(QuarantineCounts.class, "Counts."))
            .handledBy(this::counts),
        Route.get(PATH + "/{entry}", "getQuarantined")
            .tag(TAG)
            .summary("A message in quarantine with its bytes")
            .access(Access.to(Action.READ_RAW, this::resource))
            .with(ENTRY)
            .answers(Answer.json(QuarantinedContent.class, "The message."))
            .fails(PipelineError.QUARANTINE_ENTRY_UNKNOWN)
            .handledBy(this::one),
        Route.get(PATH + "/{entry}/content", "getQuarantinedBytes")
            .tag(TAG)
            .summary("The bytes of a message in quarantine, to be saved")
            .access(Access.to(Action.READ_RAW, this::resource))
            .with(ENTRY)
            .answers(Answer.media("application/octet-stream", "All of its bytes."))
            .fails(PipelineError.QUARANTINE_ENTRY_UNKNOWN)
            .handledBy(
                request ->
                    Reply.bytes("application/octet-stream", quarantine.content(request.get(ENTRY)))
                        .with("Content-Disposition", "attachment; filename=\"message.bin\"")));
  }

  private Resource resource(ApiRequest request) {
    return places.source(request.organisation(), quarantine.entry(request.get(ENTRY)).source());
  }

  private Reply list(ApiRequest request) {
    int limit = request.get(LIMIT);
    Predicate<SourceId> visible = visible(request, registry, places, Action.READ_RAW);
    List<QuarantineEntry> found = new ArrayList<>();
    @Nullable EntryId after = request.find(AFTER).orElse(null);
    SourceId source = request.find(SOURCE).orElse(null);
    String code = request.find(CODE).orElse(null);
    List<QuarantineEntry> page;
    do {
      page = quarantine.list(source, code, after, BATCH);
      for (QuarantineEntry entry : page) {
        if (found.size() <= limit && visible.test(entry.source())) {
          found.add(entry);
        }
        after = entry.id();
      }
    } while (found.size() <= limit && page.size() == BATCH);
    Page<QuarantineEntry> visiblePage = Page.of(found, limit, entry -> entry.id().toString());
    return Reply.ok(
        new Page<>(
            visiblePage.items().stream().map(QuarantinedMessage::of).toList(), visiblePage.next()));
  }

  private Reply one(ApiRequest request) {
    QuarantineEntry entry = quarantine.entry(request.get(ENTRY));
    PayloadText content = PayloadText.of(quarantine.content(entry.id()), SHOWN_BYTES);
    return Reply.ok(
        new QuarantinedContent(
            QuarantinedMessage.of(entry), content.hex(), content.text(), content.whole()));
  }

  private Reply counts(ApiRequest request) {
    Predicate<SourceId> visible = visible(request, registry, places, Action.READ_RAW);
    Map<QuarantineCounts.QuarantineGroup, Integer> groups = new HashMap<>();
    int entries = 0;
    long bytes = 0;
    for (QuarantineEntry entry : quarantine.list(null, null, null, Integer.MAX_VALUE)) {
      if (visible.test(entry.source())) {
        entries++;
        bytes += entry.bytes();
        groups.merge(
            new QuarantineCounts.QuarantineGroup(entry.source(), entry.code(), entry.channel(), 0),
            1,
            Integer::sum);
      }
    }
    QuarantineStatistics server = quarantine.statistics();
    return Reply.ok(
        new QuarantineCounts(
            entries,
            bytes,
            groups.entrySet().stream()
                .map(
                    each ->
                        new QuarantineCounts.QuarantineGroup(
                            each.getKey().source(),
                            each.getKey().code(),
                            each.getKey().channel(),
                            each.getValue()))
                .sorted(
                    Comparator.comparingInt(QuarantineCounts.QuarantineGroup::entries).reversed())
                .limit(MAX_GROUPS)
                .toList(),
            server.notKept(),
            server.expired(),
            server.resolved()));
  }

  /** Whether the caller may do this with a source's entries; each source is looked up once. */
  static Predicate<SourceId> visible(
      ApiRequest request, Registry registry, PlantPlaces places, Action action) {
    OrganisationId organisation = request.organisation();
    Map<SourceId, Boolean> known = new HashMap<>();
    return id ->
        known.computeIfAbsent(
            id,
            _ ->
                registry
                    .sources()
                    .find(organisation, id)
                    .filter(source -> request.may(action, places.resource(source)))
                    .isPresent());
  }

  /** An entry's id in a body. */
  static EntryId entryId(String text) {
    try {
      return EntryId.of(text);
    } catch (IllegalArgumentException e) {
      throw new WebException(WebError.BODY_INVALID, String.valueOf(e.getMessage()), e);
    }
  }
}
