package io.millrace.web.metrics;

import io.millrace.broker.FrontStatistics;
import io.millrace.connectors.http.intake.IntakeStatistics;
import io.millrace.journal.JournalState;
import io.millrace.journal.JournalStatistics;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.pipeline.feed.RingStatistics;
import io.millrace.pipeline.history.HistoryWritingStatistics;
import io.millrace.pipeline.live.LiveStatistics;
import io.millrace.pipeline.quarantine.QuarantineStatistics;
import io.millrace.registry.context.RelayStatistics;
import io.millrace.security.token.TokenStatistics;
import io.millrace.web.server.RequestCounts;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What each module counts, by the names under which it is shown. */
public final class ModuleMetrics {
  private ModuleMetrics() {}

  /** The journal. */
  public static MetricSource journal(Supplier<JournalStatistics> statistics) {
    return sink -> {
      JournalStatistics now = statistics.get();
      sink.gauge(
          "journal_open",
          "1 while the journal takes appends",
          now.state() == JournalState.OPEN ? 1 : 0);
      for (JournalStatistics.LaneStatistics lane : now.lanes()) {
        String name = lane.lane().name().toLowerCase(Locale.ROOT);
        sink.counter("journal_records", "Records acknowledged", lane.records(), "lane", name);
        sink.counter(
            "journal_payload_bytes", "Payload acknowledged", lane.payloadBytes(), "lane", name);
        sink.counter(
            "journal_refused_records",
            "Records whose append failed",
            lane.refusedRecords(),
            "lane",
            name);
        sink.gauge(
            "journal_waiting_records",
            "Records that wait for fsync",
            lane.waitingRecords(),
            "lane",
            name);
        sink.gauge(
            "journal_kept_records", "Records that can be read", lane.keptRecords(), "lane", name);
      }
      log(sink, now.log());
      health(sink, now.health());
    };
  }

  private static void log(MetricSink sink, JournalStatistics.LogStatistics log) {
    sink.counter("journal_syncs", "Group commits", log.syncs());
    sink.counterSeconds("journal_sync_seconds", "Time in fsync", log.syncNsTotal());
    sink.gaugeSeconds("journal_longest_sync_seconds", "The longest fsync", log.longestSyncNs());
    sink.counter("journal_log_bytes", "Bytes written to the log", log.logBytes());
    sink.gauge("journal_disk_bytes", "Bytes on disk", log.diskBytes());
  }

  private static void health(MetricSink sink, JournalStatistics.HealthStatistics health) {
    sink.counter(
        "journal_storage_failures", "Writes or fsyncs that failed", health.storageFailures());
    sink.counter("journal_damaged_records", "Records found unreadable", health.damagedRecords());
    sink.counter(
        "journal_retired_records", "Records removed by retention", health.retiredRecords());
  }

  /** Readers of the journal. */
  public static MetricSource readers(Supplier<List<ReaderStatistics>> statistics) {
    return sink -> {
      for (ReaderStatistics reader : statistics.get()) {
        String name = reader.name();
        sink.gauge(
            "reader_running",
            "1 while the reader runs",
            reader.state() == ReaderState.RUNNING ? 1 : 0,
            "reader",
            name);
        sink.gaugeSeconds(
            "reader_lag_seconds",
            "Age of the oldest record that is not read",
            reader.lag().ageNs(),
            "reader",
            name);
        sink.gauge(
            "reader_lag_records", "Records to be read", reader.lag().records(), "reader", name);
        sink.counter("reader_records", "Records read", reader.records(), "reader", name);
        sink.counter("reader_commits", "Commits", reader.commits(), "reader", name);
        sink.counter("reader_losses", "Losses told", reader.losses(), "reader", name);
        sink.counter("reader_failures", "Failures", reader.failures(), "reader", name);
      }
    };
  }

  /** Decoding and the ring. */
  public static MetricSource ring(Supplier<RingStatistics> statistics) {
    return sink -> {
      RingStatistics now = statistics.get();
      sink.counter("decode_records", "Records decoded by the ring", now.records());
      sink.counterSeconds("decode_seconds", "Time spent decoding", now.decodeNs());
      sink.counter("decode_failures", "Times that decoding had to start over", now.failures());
      sink.gauge("ring_bytes", "Bytes of decoded blocks in memory", now.itemBytes());
    };
  }

  /** The writing of history. */
  public static MetricSource history(Supplier<HistoryWritingStatistics> statistics) {
    return sink -> {
      HistoryWritingStatistics now = statistics.get();
      sink.counter("history_samples", "Samples handed to history", now.samples());
      sink.counter("history_removed_samples", "Samples withdrawn", now.removed());
      sink.counter("history_deleted_samples", "Samples deleted", now.deleted());
      sink.counterSeconds("history_write_seconds", "Time in history", now.writeNs());
    };
  }

  /** Live values. */
  public static MetricSource live(Supplier<LiveStatistics> statistics) {
    return sink -> {
      LiveStatistics now = statistics.get();
      sink.gauge("live_points", "Points that have a value", now.points());
      sink.gauge("live_sources", "Sources that were heard of", now.sources());
      sink.gauge("live_subscriptions", "Open live streams", now.subscriptions());
      sink.counter("live_messages", "Live messages", now.messages());
    };
  }

  /** Quarantine. */
  public static MetricSource quarantine(Supplier<QuarantineStatistics> statistics) {
    return sink -> {
      QuarantineStatistics now = statistics.get();
      sink.gauge("quarantine_entries", "Entries in quarantine", now.entries());
      sink.gauge("quarantine_bytes", "Their bytes", now.bytes());
      sink.counter("quarantine_taken", "Entries that ever came", now.taken());
      sink.counter("quarantine_not_kept", "Entries beyond a limit", now.notKept());
    };
  }

  /** Intake over HTTP. */
  public static MetricSource intake(Supplier<IntakeStatistics> statistics) {
    return sink -> {
      IntakeStatistics now = statistics.get();
      sink.counter("http_intake_requests", "Requests to take something in", now.requests());
      sink.counter("http_intake_taken", "Requests whose body is durable", now.taken());
      sink.counter("http_intake_taken_bytes", "Bytes of these bodies", now.takenBytes());
      now.refused()
          .forEach(
              (code, count) ->
                  sink.counter("http_intake_refused", "Requests refused", count, "code", code));
    };
  }

  /** The MQTT front. */
  public static MetricSource mqtt(Supplier<FrontStatistics> statistics) {
    return sink -> {
      FrontStatistics now = statistics.get();
      sink.gauge("mqtt_connections", "Clients connected", now.connections());
      sink.gauge(
          "mqtt_lasting_sessions", "Sessions that outlive connections", now.lastingSessions());
      sink.gauge("mqtt_subscriptions", "Subscriptions", now.subscriptions());
      sink.counter("mqtt_received_bytes", "Bytes received", now.clients().bytesIn());
      sink.counter("mqtt_sent_messages", "Messages sent", now.clients().messagesOut());
      sink.counter(
          "mqtt_dropped_messages",
          "Messages not sent to slow subscribers",
          now.clients().messagesDropped());
      sink.counter("mqtt_refused_connects", "Connects refused", now.clients().refusedConnects());
      sink.counter("mqtt_protocol_errors", "Protocol errors", now.clients().protocolErrors());
      sink.counter("mqtt_durable_records", "Records durable", now.intake().records());
      sink.counter(
          "mqtt_failed_records", "Records that could not be stored", now.intake().failedRecords());
      sink.gauge("mqtt_retained_messages", "Retained messages", now.retained().messages());
    };
  }

  /** Token checks. */
  public static MetricSource tokens(Supplier<TokenStatistics> statistics) {
    return sink -> {
      TokenStatistics now = statistics.get();
      sink.counter("token_accepted", "Tokens that were good", now.accepted());
      sink.counter("token_refused", "Tokens that were not", now.refused());
      sink.gauge("token_in_memory", "Tokens in memory", now.inMemory());
    };
  }

  /** Changes on their way from the registry into the journal. */
  public static MetricSource relay(Supplier<RelayStatistics> statistics) {
    return sink -> {
      RelayStatistics now = statistics.get();
      sink.counter("relay_entries", "Changes handed to the journal", now.relayed());
      sink.counter("relay_failures", "Attempts that failed", now.failures());
    };
  }

  /** Answers of the API. */
  public static MetricSource requests(RequestCounts counts) {
    return sink -> {
      for (RequestCounts.RouteCounts route : counts.counts()) {
        route
            .answers()
            .forEach(
                (status, count) ->
                    sink.counter(
                        "http_answers",
                        "Answers of the API",
                        count,
                        "operation",
                        route.operationId(),
                        "status",
                        status));
        sink.counterSeconds(
            "http_answer_seconds",
            "Time to answer, streams included",
            route.totalNs(),
            "operation",
            route.operationId());
      }
    };
  }
}
