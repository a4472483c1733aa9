package io.millrace.pipeline;

import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.chunk.Samples;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.Quality;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** A history in memory whose process can be stopped and started. For tests. */
public final class Warehouse implements AutoCloseable {
  private final Plant plant;
  private final MemoryDisk disk = new MemoryDisk();
  private History history;

  public Warehouse(Plant plant) {
    this.plant = plant;
    this.history = open();
  }

  private History open() {
    return new History(
        new MemoryChunkStore(disk),
        plant.handles,
        plant.context.traits(),
        HistorySettings.DEFAULTS,
        QuerySettings.DEFAULTS,
        NanoClock.system());
  }

  public History history() {
    return history;
  }

  /** The process dies: what no checkpoint holds is gone. */
  public void restart() {
    history.close();
    history = open();
  }

  /**
   * All samples of a point, each as value, {@code @} seconds after now, and quality if not good.
   */
  public List<String> samples(PointId point) {
    Samples samples =
        history
            .reader()
            .range(
                plant.handles.handleOf(point),
                new RangeRequest(
                    new TimeRange(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2), false, 100_000, null))
            .samples();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      String value = samples.value(i).toString().replaceAll(".*=(.*)]", "$1");
      lines.add(
          value
              + "@"
              + (samples.timeNs(i) - Plant.NOW) / 1_000_000_000L
              + (Quality.isGood(samples.quality(i)) ? "" : "!"));
    }
    return lines;
  }

  @Override
  public void close() {
    history.close();
  }
}
