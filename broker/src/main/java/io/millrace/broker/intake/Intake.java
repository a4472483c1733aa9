package io.millrace.broker.intake;

import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.Origin;
import io.millrace.model.error.MillraceException;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event loop into the journal. Confined to the loop.
 *
 * <p>One batch is being appended at a time, while the next gathers. So a batch that the journal
 * puts off ({@code JOURNAL_BUSY}) can be offered again without any later one overtaking it, and
 * when the disk is slow batches grow by themselves.
 */
public final class Intake {
  /** What a record counts beside its payload when unacknowledged bytes are limited. */
  public static final int RECORD_OVERHEAD_BYTES = 64;

  private static final long FIRST_RETRY_MS = 1;
  private static final long LAST_RETRY_MS = 100;

  private final Journal journal;
  private final EventExecutor loop;
  private final int limitBytes;
  private final IntakeCounters counters = new IntakeCounters();
  private final List<Acknowledger> waitingForRoom = new ArrayList<>();
  private Round gathering = new Round();
  private @Nullable Round appending;
  private boolean roundEndScheduled;
  private int unacknowledgedBytes;
  private long retryMs = FIRST_RETRY_MS;

  /**
   * An intake.
   *
   * @param limitBytes from how many bytes on it is {@linkplain #isFull full}
   */
  public Intake(Journal journal, EventExecutor loop, int limitBytes) {
    this.journal = journal;
    this.loop = loop;
    this.limitBytes = limitBytes;
  }

  /** Adds a record whose payload is copied from the buffer. */
  public void add(
      PendingAcks connection,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int flags,
      ByteBuf buffer,
      int payloadAt,
      int payloadLength) {
    int at = gathering.records.reserve(origin, channel, receiveTimeNs, flags, payloadLength);
    buffer.getBytes(payloadAt, gathering.records.payloads(), at, payloadLength);
    added(connection, payloadLength);
  }

  /** Adds a record with a copy of the payload. */
  public void add(
      PendingAcks connection,
      Origin origin,
      Channel channel,
      long receiveTimeNs,
      int flags,
      byte[] payload) {
    gathering.records.add(origin, channel, receiveTimeNs, flags, payload);
    added(connection, payload.length);
  }

  private void added(PendingAcks connection, int payloadLength) {
    int bytes = payloadLength + RECORD_OVERHEAD_BYTES;
    enter(connection);
    connection.addBytes(bytes);
    gathering.bytes += bytes;
    unacknowledgedBytes += bytes;
  }

  /** Gives the record that was added last attributes. */
  public void attributesOfLast(Map<String, String> attributes) {
    gathering.records.attributesOfLast(attributes);
  }

  /** Adds an acknowledgement behind everything that the connection has added so far. */
  public void acknowledge(PendingAcks connection, int ack) {
    enter(connection);
    connection.addAck(ack);
  }

  private void enter(PendingAcks connection) {
    if (connection.enterRound()) {
      gathering.connections.add(connection);
      scheduleRoundEnd();
    }
  }

  /** Runs an action when everything that was added so far is durable; at once if it is. */
  public void afterDurable(DurableAction action) {
    if (appending == null && gathering.isEmpty()) {
      action.durable();
    } else {
      gathering.actions.add(action);
      scheduleRoundEnd();
    }
  }

  /** Whether so much is not durable yet that reading has to wait. */
  public boolean isFull() {
    return unacknowledgedBytes >= limitBytes;
  }

  /** Calls {@link Acknowledger#roomAgain} when at most half of the limit is taken. */
  public void awaitRoom(Acknowledger waiting) {
    waitingForRoom.add(waiting);
  }

  /** What has been counted; for any thread. */
  public IntakeCounters counters() {
    return counters;
  }

  /** A task runs after all sockets that were ready in this turn of the loop have been read. */
  private void scheduleRoundEnd() {
    if (!roundEndScheduled && appending == null) {
      roundEndScheduled = true;
      loop.execute(this::endRound);
    }
  }

  private void endRound() {
    roundEndScheduled = false;
    if (appending == null && !gathering.isEmpty()) {
      Round round = gathering;
      gathering = round.next();
      appending = round;
      round.connections.forEach(PendingAcks::append);
      append(round);
    }
  }

  private void append(Round round) {
    if (round.records.size() == 0) {
      settle(round, null);
      return;
    }
    CompletableFuture<Cursor> appended;
    try {
      appended = journal.append(round.records);
    } catch (RuntimeException e) {
      appended = CompletableFuture.failedFuture(e);
    }
    appended.whenComplete((cursor, error) -> loop.execute(() -> appended(round, cursor, error)));
  }

  private void appended(Round round, @Nullable Cursor cursor, @Nullable Throwable error) {
    if (cursor != null) {
      retryMs = FIRST_RETRY_MS;
      counters.appended(round.records.size(), round.records.payloadBytes());
      settle(round, null);
      return;
    }
    JournalException why = journalException(error);
    if (why.code() == JournalError.JOURNAL_BUSY) {
      counters.busy();
      loop.schedule(() -> append(round), retryMs, TimeUnit.MILLISECONDS);
      retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
    } else {
      counters.failed(round.records.size());
      settle(round, why);
    }
  }

  private static JournalException journalException(@Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof JournalException known) {
      return known;
    }
    String message =
        cause instanceof MillraceException known ? known.getMessage() : String.valueOf(cause);
    return new JournalException(
        JournalError.JOURNAL_STORAGE_FAILED, "Appending failed: " + message, cause);
  }

  private void settle(Round round, @Nullable JournalException why) {
    unacknowledgedBytes -= round.bytes;
    for (PendingAcks connection : round.connections) {
      if (why == null) {
        connection.durable();
      } else {
        connection.failed(why);
      }
    }
    for (DurableAction action : round.actions) {
      if (why == null) {
        action.durable();
      } else {
        action.failed(why);
      }
    }
    appending = null;
    if (unacknowledgedBytes <= limitBytes / 2 && !waitingForRoom.isEmpty()) {
      List<Acknowledger> waiting = List.copyOf(waitingForRoom);
      waitingForRoom.clear();
      waiting.forEach(Acknowledger::roomAgain);
    }
    endRound();
  }
}
