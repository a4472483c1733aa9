package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.history.chunk.Samples;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SampleOrigin;
import io.millrace.journal.Journal;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Source;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.TimeRange;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.registry.Registry;
import io.millrace.security.authorisation.Action;
import io.millrace.web.access.PlantPlaces;
import io.millrace.web.data.RawMessages.Found;
import io.millrace.web.data.RawMessages.RawMessage;
import io.millrace.web.json.ApiTime;
import io.millrace.web.plant.BindingView;
import io.millrace.web.route.Access;
import io.millrace.web.route.Answer;
import io.millrace.web.route.ApiRequest;
import io.millrace.web.route.Parameter;
import io.millrace.web.route.ParameterType;
import io.millrace.web.route.Reply;
import io.millrace.web.route.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way back from a value to the message that carried it, for as long as that is kept. */
public final class WhyRoutes {
  private static final int SHOWN_BYTES = 16 * 1024;
  private static final Parameter<Instant> AT =
      Parameter.query("at", ParameterType.time(), "The exact time of the sample.").mandatory();

  private final Registry registry;
  private final PlantPlaces places;
  private final HistoryReader history;
  private final PointHandles handles;
  private final RawMessages messages;

  public WhyRoutes(
      Registry registry,
      PlantPlaces places,
      HistoryReader history,
      PointHandles handles,
      Journal journal,
      ContextFollower follower,
      DecodeSettings decoding) {
    this.registry = registry;
    this.places = places;
    this.history = history;
    this.handles = handles;
    messages = new RawMessages(journal, follower, handles, decoding);
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/points/{point}/why", "explainSample")
            .tag(LatestRoutes.TAG)
            .summary("Whence a value came: message, source, channel, binding, configuration")
            .description(
                "Raw messages are kept for as long as the journal's retention says; the answer"
                    + " says so plainly when they are gone.")
            .access(
                Access.to(
                    Action.READ_RAW,
                    request -> places.point(request.organisation(), request.get(POINT))))
            .with(POINT, AT)
            .answers(Answer.json(WhyAnswer.class, "One item per sample of that time."))
            .handledBy(this::why));
  }

  private Reply why(ApiRequest request) throws InterruptedException {
    OrganisationId organisation = request.organisation();
    PointId point = request.get(POINT);
    long timeNs = ApiTime.toNs(request.get(AT));
    int handle = handles.handleOf(point);
    List<SampleOrigin> samples = history.why(handle, timeNs);
    if (samples.isEmpty()) {
      return Reply.ok(between(point, handle, timeNs));
    }
    List<AddressBinding> bindings = registry.bindings().ofPoint(organisation, point);
    Set<Address> addresses =
        new HashSet<>(registry.unmappedPoints().addresses(organisation, List.of(point)).values());
    bindings.forEach(binding -> addresses.add(binding.address()));
    List<WhyAnswer.OriginView> origins = new ArrayList<>();
    for (SampleOrigin origin : samples) {
      SampleView sample = SampleView.of(origin.sample());
      if (origin.spans().isEmpty() || addresses.isEmpty()) {
        origins.add(
            new WhyAnswer.OriginView(
                sample, "It is not known from which message this value came.", false, List.of()));
        continue;
      }
      Found found = messages.find(origin.spans(), addresses, handle, origin.sample());
      origins.add(
          new WhyAnswer.OriginView(
              sample,
              sentence(found),
              found.carriers().size() == 1,
              found.carriers().stream()
                  .map(each -> view(organisation, each, bindings, timeNs))
                  .toList()));
    }
    return Reply.ok(new WhyAnswer(point, origins, null, null));
  }

  /** The answer for a time at which the point has no sample. */
  private WhyAnswer between(PointId point, int handle, long timeNs) {
    Long nearest = null;
    for (boolean before : new boolean[] {true, false}) {
      TimeRange range =
          before ? new TimeRange(Long.MIN_VALUE, timeNs) : new TimeRange(timeNs, Long.MAX_VALUE);
      Samples one = history.range(handle, new RangeRequest(range, before, 1, null)).samples();
      if (one.size() > 0
          && (nearest == null || Math.abs(one.timeNs(0) - timeNs) < Math.abs(nearest - timeNs))) {
        nearest = one.timeNs(0);
      }
    }
    if (nearest == null) {
      return new WhyAnswer(point, List.of(), "This point has no samples.", null);
    }
    Instant time = ApiTime.of(nearest);
    return new WhyAnswer(
        point,
        List.of(),
        "This point has no sample of exactly this time; the nearest is of " + time + ".",
        time);
  }

  private static String sentence(Found found) {
    if (!found.carriers().isEmpty()) {
      return found.carriers().size() == 1
          ? "This message carried the value."
          : "These messages carried the value, each with the same time and quality.";
    }
    if (found.lost() != null) {
      return "The raw message is not kept any more: " + found.lost();
    }
    if (!found.whole()) {
      return "The message was not found: it is not among the "
          + found.looked()
          + " that one answer looks through, and there are more where it must be.";
    }
    return found.looked() == 0
        ? "The part of the journal that held the message has none of this point's addresses."
        : "Of the "
            + found.looked()
            + " messages that came from this point's addresses at that time, none yields this"
            + " value as they are decoded now.";
  }

  private @Nullable Source source(OrganisationId organisation, SourceId source) {
    return registry.sources().find(organisation, source).orElse(null);
  }

  private WhyAnswer.MessageView view(
      OrganisationId organisation, RawMessage message, List<AddressBinding> bindings, long timeNs) {
    PayloadText payload = PayloadText.of(message.payload(), SHOWN_BYTES);
    Source source = source(organisation, message.origin().source());
    AddressBinding binding =
        bindings.stream()
            .filter(each -> each.holdsAt(timeNs))
            .filter(each -> each.address().source().equals(message.origin().source()))
            .filter(each -> each.address().channel().equals(message.channel().name()))
            .findFirst()
            .orElse(null);
    return new WhyAnswer.MessageView(
        message.position().partition(),
        message.position().offset(),
        message.origin().source(),
        source == null ? null : source.name(),
        message.channel().name(),
        message.channel().contentType(),
        message.origin().principal(),
        message.origin().protocol(),
        message.origin().connectionEpoch(),
        ApiTime.of(message.receiveTimeNs()),
        message.flags(),
        message.attributes(),
        message.configurationVersion(),
        message.payload().length,
        payload.hex(),
        payload.text(),
        payload.whole(),
        binding == null ? null : BindingView.of(binding));
  }
}
