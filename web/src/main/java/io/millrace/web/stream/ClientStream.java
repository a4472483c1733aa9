package io.millrace.web.stream;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Source;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.live.LiveSubscription;
import io.millrace.pipeline.live.SourceStatus;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.security.authorisation.Authorizer;
import io.millrace.web.access.PlantPlaces;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One client's stream, from its first event to its last. Serves one thread. */
final class ClientStream {
  /** So many values at most are one event, so that no event needs much memory. */
  private static final int VALUES_PER_EVENT = 500;

  private static final int RETRY_MS = 2_000;

  private final Selection selection;
  private final Set<Topic> topics;
  private final StreamSources sources;
  private final PlantPlaces places;
  private final Registry registry;
  private final Validity validity;
  private final StreamSettings settings;
  private final NanoClock clock;
  private final BooleanSupplier stopping;
  private final Map<SourceId, SourceEvent> toldSources = new HashMap<>();
  private final Map<String, JobProgress> toldJobs = new HashMap<>();
  private @Nullable SystemEvent toldSystem;

  ClientStream(
      Selection selection,
      Set<Topic> topics,
      StreamSources sources,
      PlantPlaces places,
      Registry registry,
      Validity validity,
      StreamSettings settings,
      NanoClock clock,
      BooleanSupplier stopping) {
    this.selection = selection;
    this.topics = topics;
    this.sources = sources;
    this.places = places;
    this.registry = registry;
    this.validity = validity;
    this.settings = settings;
    this.clock = clock;
    this.stopping = stopping;
  }

  /**
   * Writes events until the client goes, its credential ends, or the server stops.
   *
   * @param restarted whether the client asked to resume where this server cannot
   * @param epoch what ids of this server begin with
   */
  void run(EventWriter out, LiveSubscription subscription, boolean restarted, String epoch)
      throws IOException, InterruptedException {
    out.retry(RETRY_MS);
    if (restarted) {
      out.event("reset", "", ResetEvent.RESTARTED);
    }
    long checkedNs = clock.monotonicNs() - settings.checkNs();
    while (true) {
      if (clock.monotonicNs() - checkedNs >= settings.checkNs()) {
        checkedNs = clock.monotonicNs();
        Optional<EndEvent.Cause> ended =
            stopping.getAsBoolean()
                ? Optional.of(EndEvent.Cause.STOPPING)
                : validity.ended(selection.principal());
        if (ended.isPresent()) {
          out.event("end", "", new EndEvent(ended.get()));
          return;
        }
        tellTheRest(out);
      }
      tellValues(out, subscription, epoch);
      if (out.takeLongestNs() > settings.slowNs()) {
        out.event("reset", "", ResetEvent.SLOW);
      }
      out.heartbeat(settings.heartbeatNs());
    }
  }

  private void tellValues(EventWriter out, LiveSubscription subscription, String epoch)
      throws IOException, InterruptedException {
    LiveSubscription.Changes changes = subscription.next(settings.checkNs() / 2);
    if (!topics.contains(Topic.VALUES) || changes.values().isEmpty()) {
      return;
    }
    List<ValueEvent> visible = selection.visible(changes.values(), places);
    for (int from = 0; from < visible.size(); from += VALUES_PER_EVENT) {
      int to = Math.min(visible.size(), from + VALUES_PER_EVENT);
      // Only the last part of an answer is a place to resume from.
      String id = to == visible.size() ? epoch + "-" + changes.change() : "";
      out.event("values", id, Map.of("values", visible.subList(from, to)));
    }
  }

  private void tellTheRest(EventWriter out) throws IOException {
    if (topics.contains(Topic.SOURCES)) {
      tellSources(out);
    }
    if (topics.contains(Topic.SYSTEM)) {
      SystemEvent now =
          SystemEvent.of(
              sources.journal().get(), sources.readers().get(), sources.quarantine().get());
      if (!now.equals(toldSystem)) {
        toldSystem = now;
        out.event("system", "", now);
      }
    }
    if (topics.contains(Topic.JOBS)) {
      tellJobs(out);
    }
  }

  private void tellSources(EventWriter out) throws IOException {
    List<Source> visible =
        registry.sources().all(selection.organisation()).stream()
            .filter(source -> selection.source() == null || source.id().equals(selection.source()))
            .filter(
                source ->
                    Authorizer.decide(
                            selection.principal(), Action.READ_MODEL, places.resource(source))
                        .allowed())
            .toList();
    List<SourceEvent> changed =
        visible.stream()
            .map(source -> event(source.id()))
            .filter(event -> !event.equals(toldSources.get(event.source())))
            .toList();
    changed.forEach(event -> toldSources.put(event.source(), event));
    if (!changed.isEmpty()) {
      out.event("sources", "", Map.of("sources", changed));
    }
  }

  private SourceEvent event(SourceId id) {
    SourceStatus status = sources.live().source(id);
    return SourceEvent.of(status);
  }

  private void tellJobs(EventWriter out) throws IOException {
    for (JobProgress job : sources.jobs().get()) {
      boolean own = job.principal().equals(selection.principal().name());
      if (own && !job.equals(toldJobs.put(job.id(), job))) {
        out.event("job", "", job);
      }
    }
    Set<String> known =
        Set.copyOf(sources.jobs().get().stream().map(JobProgress::id).distinct().toList());
    toldJobs.keySet().retainAll(known);
  }
}
