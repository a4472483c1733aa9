package io.millrace.web.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks all sources and writes what they say in the form of Prometheus. Between two scrapes nothing
 * is done. Thread-safe; one scrape at a time.
 */
public final class Scrape implements AutoCloseable {
  /** The media type of {@link #text()}. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PREFIX = "millrace_";
  private static final double SECOND_NS = 1e9;
  private static final int MAX_SERIES = 20_000;

  private final List<MetricSource> sources;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Map<String, double[]> values = new HashMap<>();

  public Scrape(List<MetricSource> sources) {
    this.sources = List.copyOf(sources);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** All metrics as they are now. */
  public synchronized String text() {
    MetricSink sink = new Sink();
    sources.forEach(source -> source.tell(sink));
    return registry.scrape();
  }

  /** Keeps the newest value of each series where the registry finds it. */
  private final class Sink implements MetricSink {
    @Override
    public void counter(String name, String help, long value, String... labels) {
      setCounter(name, help, (double) value, labels);
    }

    @Override
    public void counterSeconds(String name, String help, long ns, String... labels) {
      setCounter(name, help, ns / SECOND_NS, labels);
    }

    @Override
    public void gauge(String name, String help, long value, String... labels) {
      setGauge(name, help, (double) value, labels);
    }

    @Override
    public void gaugeSeconds(String name, String help, long ns, String... labels) {
      setGauge(name, help, ns / SECOND_NS, labels);
    }
  }

  private void setCounter(String name, String help, double value, String... labels) {
    double[] held = held(name, labels);
    if (held != null) {
      held[0] = value;
      return;
    }
    FunctionCounter.builder(PREFIX + name, put(name, value, labels), each -> each[0])
        .description(help)
        .tags(Tags.of(labels))
        .register(registry);
  }

  private void setGauge(String name, String help, double value, String... labels) {
    double[] held = held(name, labels);
    if (held != null) {
      held[0] = value;
      return;
    }
    Gauge.builder(PREFIX + name, put(name, value, labels), each -> each[0])
        .description(help)
        .tags(Tags.of(labels))
        .strongReference(true)
        .register(registry);
  }

  private double @Nullable [] held(String name, String... labels) {
    return values.get(key(name, labels));
  }

  private double[] put(String name, double value, String... labels) {
    double[] fresh = {value};
    if (values.size() < MAX_SERIES) {
      values.put(key(name, labels), fresh);
    }
    return fresh;
  }

  private static String key(String name, String... labels) {
    return name + '\0' + String.join("\0", labels);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
