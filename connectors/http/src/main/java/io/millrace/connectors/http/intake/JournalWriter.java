package io.millrace.connectors.http.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.model.error.MillraceException;
import io.millrace.model.id.SourceId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts bodies into the journal and waits until they are durable (law 1). Thread-safe. */
final class JournalWriter {
  private static final String PROTOCOL = "http";
  private static final int MAX_INTERNED = 20_000;

  private final Journal journal;
  private final Duration confirmWithin;
  // A block's dictionary finds what it has met before by identity: one object for each.
  private final Cache<Origin, Origin> origins = interned();
  private final Cache<Channel, Channel> channels = interned();

  JournalWriter(Journal journal, Duration confirmWithin) {
    this.journal = journal;
    this.confirmWithin = confirmWithin;
  }

  private static <T> Cache<T, T> interned() {
    return Caffeine.newBuilder().maximumSize(MAX_INTERNED).executor(Runnable::run).build();
  }

  /**
   * Returns when the body is durable.
   *
   * @throws MillraceException if it is not, or if nobody knows
   */
  void write(SourceId source, Delivery delivery, Body body, long receiveTimeNs) {
    Origin origin = new Origin(source, delivery.token().name(), 0, PROTOCOL);
    Channel channel = new Channel(delivery.channel(), delivery.contentType());
    RecordBatch batch = new RecordBatch(delivery.lane());
    int at =
        batch.reserve(
            origins.get(origin, same -> same),
            channels.get(channel, same -> same),
            receiveTimeNs,
            0,
            body.length());
    System.arraycopy(body.bytes(), 0, batch.payloads(), at, body.length());
    if (!delivery.attributes().isEmpty()) {
      batch.attributesOfLast(delivery.attributes());
    }
    await(journal.append(batch));
  }

  private void await(CompletableFuture<Cursor> durable) {
    try {
      durable.get(confirmWithin.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MillraceException known) {
        throw known;
      }
      throw new IllegalStateException("The journal failed in a way that it does not announce.", e);
    } catch (TimeoutException e) {
      throw unconfirmed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unconfirmed(e);
    }
  }

  private static IntakeException unconfirmed(Exception e) {
    return new IntakeException(
        IntakeError.INGEST_UNCONFIRMED,
        "It is not known whether the data is on disk. Send it again: what is there twice is"
            + " recognised.",
        e);
  }
}
