package io.millrace.web.data;

import static io.millrace.web.plant.PlantParameters.POINT;

import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.SampleOrigin;
import io.millrace.journal.Journal;
import io.millrace.journal.RecordFilter;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Source;
import io.millrace.model.sample.PointHandles;
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
  private static final int MAX_MESSAGES = 20;
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
    List<AddressBinding> bindings = registry.bindings().ofPoint(organisation, point);
    List<WhyAnswer.OriginView> origins = new ArrayList<>();
    for (SampleOrigin origin : history.why(handles.handleOf(point), timeNs)) {
      origins.add(explain(organisation, handles.handleOf(point), origin, bindings, timeNs));
    }
    return Reply.ok(new WhyAnswer(point, origins));
  }

  private WhyAnswer.OriginView explain(
      OrganisationId organisation,
      int point,
      SampleOrigin origin,
      List<AddressBinding> bindings,
      long timeNs)
      throws InterruptedException {
    SampleView sample = SampleView.of(origin.sample());
    if (origin.spans().isEmpty()) {
      return new WhyAnswer.OriginView(
          sample, "It is not known from which message this value came.", false, List.of());
    }
    Found found =
        messages.find(origin.spans(), filter(bindings), point, origin.sample(), MAX_MESSAGES);
    // Another tenant's message may lie in the same part of the journal.
    boolean isCertain = !found.carriers().isEmpty();
    List<RawMessage> own =
        (isCertain ? found.carriers() : found.candidates())
            .stream().filter(each -> source(organisation, each.origin().source()) != null).toList();
    return new WhyAnswer.OriginView(
        sample,
        sentence(isCertain, own.size(), found),
        isCertain && own.size() == 1,
        own.stream().map(each -> view(organisation, each, bindings, timeNs)).toList());
  }

  private static String sentence(boolean isCertain, int count, Found found) {
    String lost = found.lost() == null ? "" : " Some are not kept any more: " + found.lost();
    if (count == 0) {
      return found.lost() == null
          ? "The part of the journal that held the message has none that can be this value's."
          : "The raw message is not kept any more: " + found.lost();
    }
    if (isCertain) {
      return count == 1
          ? "This message carried the value."
          : "These messages carried the value, each with the same time and quality.";
    }
    return "None of these messages yields the value as they were first decoded; it comes from one"
        + " of them, or of others beside them, decoded anew."
        + lost;
  }

  /** Only messages of the addresses that the point ever had; all if it has no binding. */
  private static RecordFilter filter(List<AddressBinding> bindings) {
    if (bindings.isEmpty()) {
      return RecordFilter.ALL;
    }
    Set<SourceId> sources = new HashSet<>();
    Set<String> channels = new HashSet<>();
    for (AddressBinding binding : bindings) {
      sources.add(binding.address().source());
      channels.add(binding.address().channel());
    }
    return new RecordFilter(sources, channels::contains);
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
