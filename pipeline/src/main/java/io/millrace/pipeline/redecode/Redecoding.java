package io.millrace.pipeline.redecode;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodingOrder;
import io.millrace.pipeline.context.TopicFilter;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Outcome;
import io.millrace.pipeline.decode.SystemRecords;
import io.millrace.pipeline.decode.VersionRule;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decoding anew, as people use it: look at the difference, order it, watch it, take it back.
 * Thread-safe.
 */
public final class Redecoding {
  private static final int MAX_EXAMPLES = 20;

  private final Journal journal;
  private final ContextFollower follower;
  private final Supplier<BlockDecoder> decoders;
  private final PointHandles handles;
  private final NanoClock clock;
  private final List<RedecodingReader> readers;

  /** Waits until all readers have applied what is before a cursor. */
  public interface AwaitReaders {
    /** Whether they have; false when they lag too far. */
    boolean upTo(Cursor cursor) throws InterruptedException;
  }

  private final AwaitReaders awaitReaders;

  /**
   * The service.
   *
   * @param readers those that carry orders out
   */
  public Redecoding(
      Journal journal,
      ContextFollower follower,
      Supplier<BlockDecoder> decoders,
      PointHandles handles,
      NanoClock clock,
      List<RedecodingReader> readers,
      AwaitReaders awaitReaders) {
    this.journal = journal;
    this.follower = follower;
    this.decoders = decoders;
    this.handles = handles;
    this.clock = clock;
    this.readers = List.copyOf(readers);
    this.awaitReaders = awaitReaders;
  }

  /**
   * Computes old and new output of the messages that the journal still has. Reads them all, so it
   * may take a while.
   *
   * @param goesOn told the share that is done, now and then; may say no more to stop
   */
  public RedecodePreview preview(RedecodeRequest request, DoublePredicate goesOn)
      throws InterruptedException {
    follower.catchUp();
    Walk walk = new Walk(request, follower.context().version());
    List<Integer> partitions = new ArrayList<>(journal.partitions(Lane.LIVE));
    partitions.addAll(journal.partitions(Lane.BULK));
    Cursor oldest = journal.oldest();
    Cursor end = journal.durableEnd();
    try (BlockDecoder decoder = decoders.get()) {
      for (int i = 0; i < partitions.size(); i++) {
        int partition = partitions.get(i);
        long total = Math.max(1, end.next(partition) - oldest.next(partition));
        try (BlockReader reader =
            journal.read(
                List.of(partition), oldest, RecordFilter.ofSources(Set.of(request.source())))) {
          for (JournalItem item = reader.poll();
              item != null && item.nextOffset() <= end.next(partition);
              item = reader.poll()) {
            walk.take(item, decoder);
            double done = (double) (item.nextOffset() - oldest.next(partition)) / total;
            if (!goesOn.test((i + done) / partitions.size())) {
              return walk.preview();
            }
          }
        }
      }
    }
    return walk.preview();
  }

  /** What a preview has gathered so far. */
  private final class Walk {
    private final RedecodeRequest request;
    private final long version;
    private final TreeMap<Integer, JournalSpan> spans = new TreeMap<>();
    private final List<RedecodePreview.Example> examples = new ArrayList<>();
    private long messages;
    private long changed;
    private long removed;
    private long added;
    private long quarantinedBefore;
    private long quarantinedAfter;
    private long missing;

    Walk(RedecodeRequest request, long version) {
      this.request = request;
      this.version = version;
    }

    void take(JournalItem item, BlockDecoder decoder) throws InterruptedException {
      switch (item) {
        case Loss loss -> missing += Math.max(0, loss.nextOffset() - loss.fromOffset());
        case Block block -> {
          Block concerned = OrderedRecords.of(block, request.source(), i -> isAsked(block, i));
          if (concerned != null) {
            compare(
                concerned,
                decoder.decode(concerned, VersionRule.IN_FORCE).parts(),
                decoder.decode(concerned, VersionRule.fixed(version)).parts());
          }
        }
      }
    }

    private boolean isAsked(Block block, int i) {
      Origin origin = block.origins().get(block.originIndex(i));
      return request.received().contains(block.receiveTimeNs(i))
          && !SystemRecords.isPoints(origin)
          && TopicFilter.matches(
              request.channelFilter(), block.channels().get(block.channelIndex(i)).name());
    }

    private void compare(Block block, List<DecodedPart> before, List<DecodedPart> after) {
      long last = block.offset(block.size() - 1);
      spans.merge(
          block.partition(),
          new JournalSpan(block.partition(), block.firstOffset(), last + 1),
          (a, b) -> new JournalSpan(a.partition(), a.fromOffset(), b.toOffset()));
      for (int p = 0; p < before.size(); p++) {
        for (int r = before.get(p).fromRecord(); r < before.get(p).toRecord(); r++) {
          compare(block, before.get(p), after.get(p), r);
        }
      }
    }

    private void compare(Block block, DecodedPart before, DecodedPart after, int record) {
      if (before.outcome(record) == Outcome.NOT_A_MESSAGE) {
        return;
      }
      messages++;
      quarantinedBefore += before.outcome(record) == Outcome.QUARANTINED ? 1 : 0;
      quarantinedAfter += after.outcome(record) == Outcome.QUARANTINED ? 1 : 0;
      boolean different =
          SampleDifference.of(
              before,
              after,
              record,
              (batch, i) -> {
                removed++;
                example(block, record, batch.point(i), sample(batch, i), null);
              },
              (batch, i) -> {
                added++;
                example(block, record, batch.point(i), null, sample(batch, i));
              });
      changed += different || before.outcome(record) != after.outcome(record) ? 1 : 0;
    }

    private void example(
        Block block, int record, int point, @Nullable Sample old, @Nullable Sample now) {
      if (examples.size() < MAX_EXAMPLES) {
        examples.add(
            new RedecodePreview.Example(
                block.position(record),
                block.channels().get(block.channelIndex(record)).name(),
                handles.pointOf(point),
                old,
                now));
      }
    }

    RedecodePreview preview() {
      return new RedecodePreview(
          request,
          version,
          List.copyOf(spans.values()),
          messages,
          changed,
          removed,
          added,
          quarantinedBefore,
          quarantinedAfter,
          missing,
          examples);
    }
  }

  private static Sample sample(SampleBatch batch, int i) {
    return new Sample(batch.timeNs(i), batch.value(i), batch.quality(i));
  }

  /**
   * Orders what a preview showed. Everything that only the old decoding has is removed, and what is
   * new is added; every replay obeys.
   *
   * @return the order's number
   * @throws PipelineException with {@link PipelineError#REDECODING_INVALID} if there is nothing to
   *     decode, {@link PipelineError#REDECODING_BUSY} if an order of the source is running or a
   *     reader lags
   */
  public long order(RedecodePreview preview, UserId by) throws InterruptedException {
    if (preview.spans().isEmpty()) {
      throw new PipelineException(
          PipelineError.REDECODING_INVALID,
          "The journal has no messages of that source and time any more, so nothing can be decoded"
              + " anew.");
    }
    SourceId source = preview.request().source();
    for (RedecodeStatus each : status(source)) {
      if (each.state() == RedecodeStatus.State.RUNNING) {
        throw new PipelineException(
            PipelineError.REDECODING_BUSY,
            "Messages of that source are being decoded anew by order "
                + each.number()
                + "; wait for its end or take it back.");
      }
    }
    Cursor end = Cursor.START;
    for (JournalSpan span : preview.spans()) {
      end = end.with(span.partition(), span.toOffset());
    }
    if (!awaitReaders.upTo(end)) {
      throw new PipelineException(
          PipelineError.REDECODING_BUSY, "A reader lags; try again when it has caught up.");
    }
    return append(
        new DecodedAnew(
            source,
            preview.request().channelFilter(),
            preview.spans(),
            preview.configurationVersion(),
            by,
            clock.nowNs()));
  }

  /**
   * Takes an order back: its records are decoded with their own configurations again, and what it
   * added goes.
   *
   * @return the number of the order that does so
   */
  public long takeBack(long number, SourceId source, UserId by) throws InterruptedException {
    DecodedAnew order =
        follower.context().orders(source).stream()
            .filter(each -> each.offset() == number)
            .map(DecodingOrder::order)
            .findFirst()
            .orElseThrow(
                () ->
                    new PipelineException(
                        PipelineError.REDECODING_UNKNOWN,
                        "Order " + number + " of that source does not exist."));
    return append(
        new DecodedAnew(
            source,
            order.channelFilter(),
            order.spans(),
            DecodingOrder.OWN_VERSION,
            by,
            clock.nowNs()));
  }

  private long append(DecodedAnew order) throws InterruptedException {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(order.source(), "user:" + order.by(), 0, "millrace/redecoding"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        order.atNs(),
        0,
        ContextChangeCodec.encode(order));
    try {
      journal.append(batch).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    follower.catchUp();
    List<DecodingOrder> orders = follower.context().orders(order.source());
    for (int i = orders.size() - 1; i >= 0; i--) {
      if (orders.get(i).order().equals(order)) {
        return orders.get(i).offset();
      }
    }
    throw new IllegalStateException("An order is durable but not in the context.");
  }

  /** Every order of a source, newest first. */
  public List<RedecodeStatus> status(SourceId source) {
    List<RedecodeStatus> all = new ArrayList<>();
    List<DecodingOrder> orders = follower.context().orders(source);
    for (int i = orders.size() - 1; i >= 0; i--) {
      DecodingOrder order = orders.get(i);
      double share = share(order);
      boolean back = isTakenBack(orders, i);
      RedecodeStatus.State state =
          share < 1
              ? RedecodeStatus.State.RUNNING
              : back ? RedecodeStatus.State.TAKEN_BACK : RedecodeStatus.State.DONE;
      all.add(new RedecodeStatus(order.offset(), order.order(), state, share));
    }
    return all;
  }

  private static boolean isTakenBack(List<DecodingOrder> orders, int i) {
    DecodedAnew order = orders.get(i).order();
    return orders.subList(i + 1, orders.size()).stream()
        .map(DecodingOrder::order)
        .anyMatch(
            later ->
                later.configurationVersion() == DecodingOrder.OWN_VERSION
                    && later.channelFilter().equals(order.channelFilter())
                    && later.spans().equals(order.spans()));
  }

  private double share(DecodingOrder order) {
    double least = 1;
    for (RedecodingReader reader : readers) {
      if (reader.seenContext() <= order.offset()) {
        return 0;
      }
      for (PendingOrders.Progress progress : reader.progress()) {
        if (progress.orderOffset() == order.offset()) {
          least = Math.min(least, (double) progress.done() / Math.max(1, progress.total()));
        }
      }
    }
    return least;
  }
}
