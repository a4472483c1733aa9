package io.millrace.pipeline.assembly;

import io.millrace.history.blob.BlobStore;
import io.millrace.history.blob.BlobSweep;
import io.millrace.history.error.HistoryException;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.reader.Feed;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.ReaderDefinition;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.journal.reader.ReaderSettings;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.model.time.Times;
import io.millrace.pipeline.account.Accounts;
import io.millrace.pipeline.account.Imbalance;
import io.millrace.pipeline.check.PayloadCheck;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.discovery.Discoveries;
import io.millrace.pipeline.feed.DecodedRing;
import io.millrace.pipeline.feed.RingStatistics;
import io.millrace.pipeline.history.HistoryWriting;
import io.millrace.pipeline.live.LiveValues;
import io.millrace.pipeline.live.LivenessWatch;
import io.millrace.pipeline.quarantine.Quarantine;
import io.millrace.pipeline.redecode.Redecoding;
import io.millrace.pipeline.redecode.RedecodingReader;
import io.millrace.pipeline.upload.CsvUpload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline: one thread decodes, and each of the readers <em>history</em>, <em>live</em>,
 * <em>accounts</em>, <em>quarantine</em> and <em>discovery</em> has one of its own from the
 * runtime.
 */
public final class Pipeline implements AutoCloseable {
  /** Name of the history reader. */
  public static final String HISTORY = "history";

  /** Name of the live reader. */
  public static final String LIVE = "live";

  /** Name of the accounting reader. */
  public static final String ACCOUNTS = "accounts";

  /** Name of the quarantine reader. */
  public static final String QUARANTINE = "quarantine";

  /** Name of the discovery reader. */
  public static final String DISCOVERY = "discovery";

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final List<String> NAMES = List.of(HISTORY, LIVE, ACCOUNTS, QUARANTINE, DISCOVERY);
  private static final Duration REDECODING_PATIENCE = Duration.ofSeconds(30);
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final long LIVE_LAG_NS = 2 * Times.SECOND;
  private static final long BLOB_GRACE_NS = Times.HOUR;
  private static final long PUBLISH_INTERVAL_MS = 100;
  private static final long WATCH_INTERVAL_MS = 1_000;

  /** A commit of history is in memory and costs nothing; its checkpoints have their own pace. */
  private static final ReaderSettings HISTORY_SETTINGS =
      new ReaderSettings(1_000, 1, 1, 60_000, 5, 100, 30_000);

  private final PipelineParts parts;
  private final HistoryWriting history;
  private final LiveValues live;
  private final Accounts accounts;
  private final Quarantine quarantine;
  private final Discoveries discoveries;
  private final Redecoding redecoding;
  private final CsvUpload uploads;
  private final PayloadCheck check;
  private final LivenessWatch watch;
  private final DecodedRing ring;
  private final ScheduledExecutorService tasks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("pipeline-tasks").factory());

  /**
   * Reads the context up to its end, and starts decoding and all readers, each with the state that
   * it had.
   *
   * @throws InterruptedException if it is interrupted while it does so
   */
  public Pipeline(PipelineParts parts, PipelineSettings settings) throws InterruptedException {
    this.parts = parts;
    Journal journal = parts.journal();
    var context = parts.follower().context();
    parts.follower().catchUp();
    history =
        new HistoryWriting(
            parts.history(),
            parts.blobs(),
            parts.handles(),
            context.traits(),
            settings.retention(),
            parts.clock());
    live = new LiveValues(parts.handles(), context, settings.live(), parts.clock());
    accounts = new Accounts(settings.accounts(), context);
    quarantine = new Quarantine(settings.quarantine(), journal, parts.clock());
    discoveries =
        new Discoveries(journal, context, parts.handles(), parts.clock(), parts.discoveries());
    uploads = new CsvUpload(journal, settings.upload(), settings.decode().limits(), parts.clock());
    check = new PayloadCheck(settings.decode().limits(), context);
    watch =
        new LivenessWatch(
            live, context, journal, settings.live(), parts.clock(), this::liveIsCaughtUp);

    List<Reader<?>> readers =
        List.of(
            reader(HISTORY, history.fold(), settings, history.store(), HISTORY_SETTINGS),
            reader(LIVE, live.fold(), settings, ReaderSettings.DEFAULT.withCommitIntervalMs(5_000)),
            reader(ACCOUNTS, accounts.fold(), settings, ReaderSettings.DEFAULT),
            reader(QUARANTINE, quarantine.fold(), settings, ReaderSettings.DEFAULT),
            reader(DISCOVERY, discoveries.fold(), settings, ReaderSettings.DEFAULT));
    ring =
        new DecodedRing(
            journal, () -> decoder(settings), settings.ring(), mostAdvanced(journal, readers));
    redecoding =
        new Redecoding(
            journal,
            parts.follower(),
            () -> decoder(settings),
            parts.handles(),
            parts.clock(),
            readers.stream().map(Reader::orders).toList(),
            this::awaitReaders);
    readers.forEach(this::start);
    awaitStarted();
    schedule(discoveries::publish, PUBLISH_INTERVAL_MS);
    schedule(watch::check, WATCH_INTERVAL_MS);
  }

  /** A reader that is to be started. */
  private record Reader<S>(
      String name,
      Fold<S, DecodedItem> fold,
      LagPolicy policy,
      ReaderStore store,
      ReaderSettings settings,
      RedecodingReader orders) {}

  private Reader<?> reader(
      String name, Fold<?, DecodedItem> fold, PipelineSettings all, ReaderSettings own) {
    return reader(name, fold, all, parts.stores().apply(name), own);
  }

  private <S> Reader<S> reader(
      String name,
      Fold<S, DecodedItem> fold,
      PipelineSettings all,
      ReaderStore store,
      ReaderSettings own) {
    boolean pushesBack = !name.equals(LIVE) && !name.equals(DISCOVERY);
    return new Reader<>(
        name,
        fold,
        pushesBack ? all.pushBack() : new LagPolicy.Overtaken(),
        store,
        own,
        new RedecodingReader(parts.journal(), () -> decoder(all)));
  }

  /** In each partition the most advanced reader: those behind it decode for themselves. */
  private static Cursor mostAdvanced(Journal journal, List<Reader<?>> readers) {
    Cursor start = Cursor.START;
    for (Reader<?> reader : readers) {
      Cursor committed = reader.store().committed();
      for (int p : DecodedRing.partitions(journal, Lane.values())) {
        if (committed.next(p) > start.next(p)) {
          start = start.with(p, committed.next(p));
        }
      }
    }
    return start;
  }

  private <S> void start(Reader<S> reader) {
    Lane[] lanes =
        reader.name().equals(LIVE) ? new Lane[] {Lane.LIVE, Lane.CONTEXT} : Lane.values();
    List<Integer> partitions = DecodedRing.partitions(parts.journal(), lanes);
    Feed<DecodedItem> feed = reader.orders().feed(ring.feed(reader.name(), partitions, true));
    parts
        .runtime()
        .start(
            new ReaderDefinition<>(
                reader.name(),
                partitions,
                reader.policy(),
                reader.name().equals(HISTORY) ? history.feed(feed) : feed,
                reader.orders().fold(reader.fold()),
                reader.store(),
                reader.settings()));
  }

  /** So that whoever asks right after a start is not told that nothing was ever there. */
  private void awaitStarted() throws InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (readerStatistics().stream().anyMatch(each -> each.state() == ReaderState.STARTING)) {
      if (System.nanoTime() > deadline) {
        LOG.warn("Not every reader has read its state within {}.", START_PATIENCE);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private BlockDecoder decoder(PipelineSettings settings) {
    return new BlockDecoder(parts.follower(), parts.handles(), parts.blobs(), settings.decode());
  }

  private void schedule(Runnable task, long intervalMs) {
    tasks.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (Throwable e) { // the executor runs a task no more that throws
            LOG.warn("A task of the pipeline failed and will be tried again.", e);
          }
        },
        intervalMs,
        intervalMs,
        TimeUnit.MILLISECONDS);
  }

  private boolean liveIsCaughtUp() {
    return lagsLess(LIVE, LIVE_LAG_NS);
  }

  /** Whether a reader's lag is less than this, in nanoseconds. */
  private boolean lagsLess(String name, long ns) {
    return parts.runtime().statistics().stream()
        .filter(reader -> reader.name().equals(name))
        .allMatch(reader -> reader.lag().ageNs() < ns);
  }

  /**
   * Deletes the content of records that fell to retention or were deleted: blobs that no sample
   * names and that were put more than an hour ago. To be called about once a day, by a thread that
   * has time: it reads the samples of all record points, beside everything else.
   *
   * @return empty if history lags too far to know what is named
   * @throws HistoryException if something cannot be read; then nothing was deleted
   */
  public Optional<BlobSweep.Outcome> sweepBlobs(BlobStore blobs) {
    if (!lagsLess(HISTORY, BLOB_GRACE_NS / 2)) {
      return Optional.empty();
    }
    int[] points = IntStream.range(0, parts.handles().size()).toArray();
    return Optional.of(
        new BlobSweep(parts.history().reader(), blobs, parts.clock()).run(points, BLOB_GRACE_NS));
  }

  private boolean awaitReaders(Cursor cursor) throws InterruptedException {
    for (String name : NAMES) {
      Cursor asked = cursor;
      if (name.equals(LIVE)) {
        asked = Cursor.START;
        for (int p : parts.journal().partitions(Lane.LIVE)) {
          asked = asked.with(p, cursor.next(p));
        }
      }
      if (!parts.runtime().awaitApplied(name, asked, REDECODING_PATIENCE)) {
        return false;
      }
    }
    return true;
  }

  /** Latest values, subscriptions and liveness. */
  public LiveValues live() {
    return live;
  }

  /** Accounts and gaps. */
  public Accounts accounts() {
    return accounts;
  }

  /** Messages that could not be decoded. */
  public Quarantine quarantine() {
    return quarantine;
  }

  /** Addresses that nobody has bound. */
  public Discoveries discoveries() {
    return discoveries;
  }

  /** Decoding anew after a correction. */
  public Redecoding redecoding() {
    return redecoding;
  }

  /** Files of past data. */
  public CsvUpload uploads() {
    return uploads;
  }

  /** Whether a payload can be read. */
  public PayloadCheck check() {
    return check;
  }

  /** The history reader. */
  public HistoryWriting history() {
    return history;
  }

  /** Decoding and the ring. */
  public RingStatistics ringStatistics() {
    return ring.statistics();
  }

  /** The pipeline's readers. */
  public List<ReaderStatistics> readerStatistics() {
    return parts.runtime().statistics().stream()
        .filter(reader -> NAMES.contains(reader.name()))
        .toList();
  }

  /** Checks that all accounts balance (law 10); what it finds is a defect of ours. */
  public List<Imbalance> audit() {
    return accounts.audit(history::fates);
  }

  /** Stops the readers, each after its commit, and decoding. */
  @Override
  public void close() {
    tasks.shutdownNow();
    ReaderRuntime runtime = parts.runtime();
    new ArrayList<>(NAMES).forEach(runtime::stop);
    ring.close();
    try {
      if (!tasks.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.error("The pipeline's tasks did not stop within {} s.", STOP_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
