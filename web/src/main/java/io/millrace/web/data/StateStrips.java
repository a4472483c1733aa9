package io.millrace.web.data;

import io.millrace.history.chunk.Samples;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.StateModelUse;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.state.StateSpan;
import io.millrace.model.state.StateTimeline;
import io.millrace.model.time.TimeRange;
import io.millrace.registry.Registry;
import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells an asset's states over a span of time, from the samples of its model's points. */
final class StateStrips {
  private static final int PAGE = 50_000;

  /** Of one point; more than a second's resolution over two days. */
  private static final int MAX_SAMPLES = 200_000;

  private final Registry registry;
  private final HistoryReader history;
  private final PointHandles handles;

  StateStrips(Registry registry, HistoryReader history, PointHandles handles) {
    this.registry = registry;
    this.history = history;
    this.handles = handles;
  }

  /**
   * The states.
   *
   * @throws WebException with {@code PARAMETER_INVALID} if the span holds too many samples
   */
  List<StateSpan> of(OrganisationId organisation, StateModelUse use, TimeRange range) {
    PlantStateModel model =
        registry
            .stateModels()
            .find(organisation, use.model())
            .orElseThrow(() -> WebException.unknown("state model"));
    ShiftCalendar calendar =
        registry
            .calendars()
            .ofAsset(organisation, use.asset())
            .map(PlantCalendar::shifts)
            .orElse(null);
    Map<String, List<Sample>> samples = new HashMap<>();
    for (Map.Entry<String, PointId> slot : use.points().entrySet()) {
      samples.put(slot.getKey(), samples(handles.handleOf(slot.getValue()), range));
    }
    return new StateTimeline(model.rules(), calendar).over(range, samples);
  }

  /** Those of the range, and the last one before it. */
  private List<Sample> samples(int point, TimeRange range) {
    List<Sample> found = new ArrayList<>();
    TimeRange before = new TimeRange(Long.MIN_VALUE, range.fromNs());
    Samples last = history.range(point, new RangeRequest(before, true, 1, null)).samples();
    if (last.size() > 0) {
      found.add(last.sample(0));
    }
    RangeRequest request = new RangeRequest(range, false, PAGE, null);
    SamplePage page = history.range(point, request);
    add(found, page.samples());
    while (page.next() != null) {
      page = history.range(point, new RangeRequest(range, false, PAGE, page.next()));
      add(found, page.samples());
    }
    return found;
  }

  private static void add(List<Sample> found, Samples samples) {
    if (found.size() + samples.size() > MAX_SAMPLES) {
      throw WebException.parameter(
          WebError.PARAMETER_INVALID,
          "from",
          "The span holds more than "
              + MAX_SAMPLES
              + " samples of one point; ask for a shorter one.");
    }
    for (int i = 0; i < samples.size(); i++) {
      found.add(samples.sample(i));
    }
  }
}
