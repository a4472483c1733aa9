package io.millrace.pipeline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.id.SourceId;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import io.millrace.pipeline.quarantine.EntryId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The accounting reader's state as keys and values: {@code s} source → totals, {@code d} source day
 * → counts, {@code g} source number → gap, {@code q} source channel → sequence, {@code r} source
 * entry → that it left quarantine, {@code l} → when anybody was heard last. Each value begins with
 * a version.
 */
final class AccountStateCodec {
  private static final byte VERSION = 1;
  private static final byte[] LAST_HEARD = {'l'};
  private static final byte SOURCE = 's';
  private static final byte DAY = 'd';
  private static final byte GAP = 'g';
  private static final byte SEQUENCE = 'q';
  private static final byte RETRIED = 'r';
  private static final int ID_END = 17;

  private AccountStateCodec() {}

  static void save(AccountState state, StateWriter writes) {
    for (SourceAccount account : state.sources.values()) {
      if (account.changed) {
        save(account, writes);
      }
    }
    writes.put(
        LAST_HEARD, ByteBuffer.allocate(9).put(VERSION).putLong(state.silences.lastNs()).array());
  }

  private static void save(SourceAccount account, StateWriter writes) {
    byte[] total = account.total.encode(VERSION);
    writes.put(
        key(SOURCE, account.id, new byte[0]),
        ByteBuffer.allocate(total.length + 24)
            .put(total)
            .putLong(account.lastReceiveNs)
            .putLong(account.connectionEpoch)
            .putLong(account.lastGap)
            .array());
    account.removedDays.forEach(day -> writes.delete(key(DAY, account.id, bytes(day))));
    account.changedDays.forEach(
        day -> {
          Counts counts = account.days.get(day);
          if (counts != null) {
            writes.put(key(DAY, account.id, bytes(day)), counts.encode(VERSION));
          }
        });
    for (long number : account.changedGaps) {
      Gap gap = account.gaps.get(number);
      byte[] key = key(GAP, account.id, bytes(number));
      if (gap == null) {
        writes.delete(key);
      } else {
        writes.put(key, encode(gap));
      }
    }
    for (EntryId entry : account.changedRetried) {
      byte[] key = key(RETRIED, account.id, bytes(entry));
      if (account.retried.contains(entry)) {
        writes.put(key, new byte[] {VERSION});
      } else {
        writes.delete(key);
      }
    }
    account.changedRetried.clear();
    account.removedSequences.forEach(
        channel -> writes.delete(key(SEQUENCE, account.id, channel.getBytes(UTF_8))));
    account.sequences.forEach(
        (channel, tracker) -> {
          if (tracker.changed) {
            writes.put(key(SEQUENCE, account.id, channel.getBytes(UTF_8)), tracker.encode(VERSION));
            tracker.changed = false;
          }
        });
    account.removedDays.clear();
    account.changedDays.clear();
    account.changedGaps.clear();
    account.removedSequences.clear();
    account.changed = false;
  }

  static void restore(StateReader stored, AccountState state, AccountSettings settings) {
    try {
      byte[] last = stored.get(LAST_HEARD);
      if (last != null) {
        state.silences.restore(begin(last).getLong());
      }
      stored.scan(new byte[] {SOURCE}, (key, value) -> restoreSource(key, begin(value), state));
      stored.scan(
          new byte[] {DAY},
          (key, value) -> account(key, state).days.put(number(key), Counts.decode(begin(value))));
      stored.scan(new byte[] {GAP}, (key, value) -> restoreGap(key, begin(value), state, settings));
      stored.scan(
          new byte[] {RETRIED}, (key, value) -> account(key, state).retried.add(entry(key)));
      stored.scan(
          new byte[] {SEQUENCE},
          (key, value) ->
              account(key, state)
                  .sequences
                  .put(
                      new String(key, ID_END, key.length - ID_END, UTF_8),
                      SequenceTracker.decode(begin(value))));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static void restoreSource(byte[] key, ByteBuffer in, AccountState state) {
    SourceAccount account = account(key, state);
    account.total = Counts.decode(in);
    account.lastReceiveNs = in.getLong();
    account.connectionEpoch = in.getLong();
    account.lastGap = in.getLong();
  }

  private static void restoreGap(
      byte[] key, ByteBuffer in, AccountState state, AccountSettings settings) {
    SourceAccount account = account(key, state);
    Gap.Kind kind = in.get() == 0 ? Gap.Kind.SEQUENCE : Gap.Kind.PERIOD;
    Gap.Cause cause =
        switch (in.get()) {
          case 0 -> Gap.Cause.CONNECTION_LOST;
          case 1 -> Gap.Cause.NOTHING_RECEIVED;
          default -> Gap.Cause.SENDER;
        };
    long fromNs = in.getLong();
    long toNs = in.getLong();
    long missing = in.getLong();
    long filled = in.getLong();
    byte[] channel = new byte[in.remaining()];
    in.get(channel);
    account.put(
        new Gap(
            account.id,
            number(key),
            new String(channel, UTF_8),
            kind,
            fromNs,
            toNs,
            missing,
            filled,
            cause),
        settings.maxGaps());
    account.changedGaps.clear();
  }

  private static byte[] encode(Gap gap) {
    byte[] channel = gap.channel().getBytes(UTF_8);
    return ByteBuffer.allocate(35 + channel.length)
        .put(VERSION)
        .put((byte) (gap.kind() == Gap.Kind.SEQUENCE ? 0 : 1))
        .put(
            switch (gap.cause()) {
              case CONNECTION_LOST -> (byte) 0;
              case NOTHING_RECEIVED -> (byte) 1;
              case SENDER -> (byte) 2;
            })
        .putLong(gap.fromNs())
        .putLong(gap.toNs())
        .putLong(gap.missing())
        .putLong(gap.filled())
        .put(channel)
        .array();
  }

  private static SourceAccount account(byte[] key, AccountState state) {
    ByteBuffer in = ByteBuffer.wrap(key, 1, 16);
    return state.account(new SourceId(new UUID(in.getLong(), in.getLong())));
  }

  private static long number(byte[] key) {
    return ByteBuffer.wrap(key, ID_END, Long.BYTES).getLong();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] bytes(EntryId entry) {
    return ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
        .putInt(entry.partition())
        .putLong(entry.offset())
        .putInt(entry.part())
        .array();
  }

  private static EntryId entry(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key, ID_END, key.length - ID_END);
    return new EntryId(in.getInt(), in.getLong(), in.getInt());
  }

  private static byte[] key(byte prefix, SourceId source, byte[] rest) {
    return ByteBuffer.allocate(ID_END + rest.length)
        .put(prefix)
        .putLong(source.value().getMostSignificantBits())
        .putLong(source.value().getLeastSignificantBits())
        .put(rest)
        .array();
  }

  private static ByteBuffer begin(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    if (in.get() != VERSION) {
      throw unreadable(null);
    }
    return in;
  }

  private static PipelineException unreadable(@Nullable Throwable cause) {
    return new PipelineException(
        PipelineError.PIPELINE_STATE_UNREADABLE,
        "The stored accounts are not in a form that this version reads.",
        cause);
  }
}
