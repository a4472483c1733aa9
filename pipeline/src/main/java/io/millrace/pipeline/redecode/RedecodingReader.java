package io.millrace.pipeline.redecode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.Feed;
import io.millrace.journal.reader.FeedReader;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.pipeline.context.DecodingOrder;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.VersionRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reader carry out orders to decode anew. It wraps the reader's feed and fold: the fold
 * notes an order when the context lane brings it; the feed then yields, in turn with what else
 * there is, block by block what the order concerns, decoded as before and as after it. How far the
 * reader is with it is part of the reader's state, so a crash at any point repeats at most what
 * changes nothing.
 */
public final class RedecodingReader {
  private static final byte[] KEY = "~orders".getBytes(US_ASCII);
  private static final int MAX_EMPTY_BLOCKS = 64;

  private final Journal journal;
  private final Supplier<BlockDecoder> decoders;
  private final int contextPartition;
  private final PendingOrders pending = new PendingOrders();
  private volatile long seenContext;

  /** A wrapper for one reader. */
  public RedecodingReader(Journal journal, Supplier<BlockDecoder> decoders) {
    this.journal = journal;
    this.decoders = decoders;
    this.contextPartition = journal.partitions(Lane.CONTEXT).getFirst();
  }

  /** The reader's feed, which must have the context lane, with what orders bring. */
  public Feed<DecodedItem> feed(Feed<DecodedItem> inner) {
    return from -> new OrderFeed(inner.open(from), from);
  }

  /** The reader's fold, with the orders in its state. */
  public <S> Fold<S, DecodedItem> fold(Fold<S, DecodedItem> inner) {
    return new OrderFold<>(inner);
  }

  /** How far the orders are that are not carried out yet; for any thread. */
  List<PendingOrders.Progress> progress() {
    return pending.progress();
  }

  /** Up to where the reader has seen the context lane; for any thread. */
  long seenContext() {
    return seenContext;
  }

  private final class OrderFold<S> implements Fold<S, DecodedItem> {
    private final Fold<S, DecodedItem> inner;

    OrderFold(Fold<S, DecodedItem> inner) {
      this.inner = inner;
    }

    @Override
    public S restore(StateReader stored) {
      pending.restore(stored.get(KEY));
      return inner.restore(stored);
    }

    @Override
    public S apply(S state, DecodedItem item) {
      if (item instanceof DecodedItem.Context context) {
        for (DecodedItem.Change change : context.changes()) {
          if (change.change() instanceof DecodedAnew order && !order.spans().isEmpty()) {
            pending.add(new DecodingOrder(change.offset(), order));
          }
        }
      }
      S after = inner.apply(state, item);
      if (item instanceof DecodedItem.Context context) {
        seenContext = context.block().nextOffset();
      }
      return after;
    }

    @Override
    public S lost(S state, Loss loss) {
      return inner.lost(state, loss);
    }

    @Override
    public void save(S state, StateWriter writes) {
      inner.save(state, writes);
      if (pending.takeChanged()) {
        writes.put(KEY, pending.encode());
      }
    }
  }

  private final class OrderFeed implements FeedReader<DecodedItem> {
    private final FeedReader<DecodedItem> inner;
    private Cursor cursor;
    private boolean ordersTurn;
    private @Nullable BlockReader reader;
    private long readerOrder = -1;
    private int readerPartition = -1;
    private @Nullable BlockDecoder decoder;

    OrderFeed(FeedReader<DecodedItem> inner, Cursor from) {
      this.inner = inner;
      this.cursor = from;
      seenContext = from.next(contextPartition);
    }

    @Override
    public @Nullable Fed<DecodedItem> poll(Duration timeout) throws InterruptedException {
      if (pending.isEmpty()) {
        closeOwn();
        return fromInner(timeout);
      }
      ordersTurn = !ordersTurn;
      if (!ordersTurn) {
        Fed<DecodedItem> fed = fromInner(Duration.ZERO);
        if (fed != null) {
          return fed;
        }
      }
      return nextOfOrder();
    }

    private @Nullable Fed<DecodedItem> fromInner(Duration timeout) throws InterruptedException {
      Fed<DecodedItem> fed = inner.poll(timeout);
      if (fed != null) {
        cursor = fed.next();
      }
      return fed;
    }

    private @Nullable Fed<DecodedItem> nextOfOrder() throws InterruptedException {
      for (int n = 0; n < MAX_EMPTY_BLOCKS && !pending.isEmpty(); n++) {
        DecodingOrder order = pending.current();
        JournalSpan span = pending.currentSpan();
        if (span == null) {
          pending.advance(Long.MAX_VALUE);
          continue;
        }
        JournalItem item = readerOf(order, span).poll();
        if (!(item instanceof Block block) || block.firstOffset() >= span.toOffset()) {
          // The end of the journal, or of the span; what retention took is not decoded anew.
          pending.advance(item instanceof Loss loss ? loss.nextOffset() : span.toOffset());
          continue;
        }
        long from = pending.nextOffset();
        Block concerned =
            OrderedRecords.of(
                block,
                order.order().source(),
                i ->
                    block.offset(i) >= from
                        && order.concerns(
                            block.channels().get(block.channelIndex(i)).name(),
                            block.partition(),
                            block.offset(i)));
        pending.advance(block.nextOffset());
        if (concerned != null) {
          return slice(order, concerned);
        }
      }
      return null;
    }

    private Fed<DecodedItem> slice(DecodingOrder order, Block concerned)
        throws InterruptedException {
      BlockDecoder own = decoder;
      if (own == null) {
        own = decoders.get();
        decoder = own;
      }
      DecodedItem.Redecoded item =
          new DecodedItem.Redecoded(
              concerned,
              order.offset(),
              own.decode(concerned, VersionRule.before(order.offset())).parts(),
              own.decode(concerned, VersionRule.after(order.offset())).parts());
      // At least one record, so that the runtime commits the progress.
      return new Fed.Items<>(item, cursor, concerned.size(), concerned.payloadBytes());
    }

    private BlockReader readerOf(DecodingOrder order, JournalSpan span) {
      BlockReader open = reader;
      if (open != null
          && readerOrder == order.offset()
          && readerPartition == span.partition()
          && open.cursor().next(span.partition()) <= Math.max(pending.nextOffset(), 0)) {
        return open;
      }
      closeReader();
      BlockReader opened =
          journal.read(
              List.of(span.partition()),
              Cursor.START.with(span.partition(), pending.nextOffset()),
              RecordFilter.ofSources(Set.of(order.order().source())));
      reader = opened;
      readerOrder = order.offset();
      readerPartition = span.partition();
      return opened;
    }

    private void closeReader() {
      BlockReader open = reader;
      reader = null;
      if (open != null) {
        open.close();
      }
    }

    private void closeOwn() {
      closeReader();
      BlockDecoder own = decoder;
      decoder = null;
      if (own != null) {
        own.close();
      }
    }

    @Override
    public void wakeup() {
      inner.wakeup();
    }

    @Override
    public void close() {
      closeOwn();
      inner.close();
    }
  }
}
