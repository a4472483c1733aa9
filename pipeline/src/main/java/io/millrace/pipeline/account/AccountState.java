package io.millrace.pipeline.account;

import io.millrace.journal.Block;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.Times;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Outcome;
import io.millrace.pipeline.decode.Rejection;
import io.millrace.pipeline.decode.SystemRecords;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.quarantine.EntryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The state of the accounting reader: one thread folds, others read under the lock. A record's day
 * is that of its receive time in UTC.
 */
final class AccountState {
  /** Entries of one source that are known to have left quarantine; the oldest are forgotten. */
  private static final int MAX_RETRIED = 10_000;

  final ReadWriteLock lock = new ReentrantReadWriteLock();
  final Map<SourceId, SourceAccount> sources = new HashMap<>();
  final Silences silences = new Silences(Times.SECOND);
  private final AccountSettings settings;
  private final DecodeContext context;

  /** A source within a part: found once, used for each of its records. */
  private static final class Entry {
    final Origin origin;
    final SourceAccount account;
    final boolean isRetry;
    final long periodNs;
    Counts day = new Counts();
    long dayNumber = Long.MIN_VALUE;
    long dayStartNs;

    Entry(Origin origin, SourceAccount account, long periodNs) {
      this.origin = origin;
      this.account = account;
      this.periodNs = periodNs;
      this.isRetry = SystemRecords.isRetry(origin);
    }
  }

  AccountState(AccountSettings settings, DecodeContext context) {
    this.settings = settings;
    this.context = context;
  }

  void apply(DecodedItem item) {
    lock.writeLock().lock();
    try {
      switch (item) {
        case DecodedItem.Messages messages -> messages.parts().forEach(this::applyPart);
        case DecodedItem.Redecoded again -> applyAgain(again);
        case DecodedItem.Context context -> {} // nothing is counted there
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What a message became is counted anew; it was received once, and its numbers were seen. */
  private void applyAgain(DecodedItem.Redecoded again) {
    Block block = again.block();
    for (int p = 0; p < again.before().size(); p++) {
      DecodedPart before = again.before().get(p);
      DecodedPart after = again.after().get(p);
      for (int record = before.fromRecord(); record < before.toRecord(); record++) {
        Outcome old = before.outcome(record);
        Outcome now = after.outcome(record);
        if (old == Outcome.NOT_A_MESSAGE || old == Outcome.SYSTEM) {
          continue;
        }
        Entry entry = entry(block.origins().get(block.originIndex(record)));
        turnToDay(entry, block.receiveTimeNs(record));
        EntryId retryOf = entry.isRetry ? EntryId.ofRetry(block.attributes(record)) : null;
        if (retryOf != null) {
          againRetried(entry, retryOf, before, after, record);
          continue;
        }
        for (Counts counts : List.of(entry.day, entry.account.total)) {
          countOutcome(counts, old, -1);
          countOutcome(counts, now, 1);
          countValues(counts, before, record, -1);
          countValues(counts, after, record, 1);
        }
      }
    }
  }

  private void againRetried(
      Entry entry, EntryId retryOf, DecodedPart before, DecodedPart after, int record) {
    Outcome old = before.outcome(record);
    Outcome now = after.outcome(record);
    boolean stays = old == Outcome.QUARANTINED && now == old;
    boolean counts =
        !stays
            && (now == Outcome.QUARANTINED
                ? entry.account.comesBack(retryOf)
                : old != Outcome.QUARANTINED || entry.account.leaves(retryOf, MAX_RETRIED));
    for (Counts each : List.of(entry.day, entry.account.total)) {
      countValues(each, before, record, -1);
      countValues(each, after, record, 1);
      if (counts && retryOf.part() == 0) {
        countOutcome(each, old, -1);
        countOutcome(each, now, 1);
      } else if (counts && old != now) {
        each.rejectedParts += now == Outcome.QUARANTINED ? 1 : old == Outcome.QUARANTINED ? -1 : 0;
      }
    }
  }

  /**
   * What comes out of quarantine was counted when it came first, as a message or as a line; it
   * moves once, however often it was retried.
   */
  private void countRetried(Entry entry, DecodedPart part, int record, Outcome outcome) {
    EntryId retryOf = EntryId.ofRetry(part.block().attributes(record));
    boolean leaves =
        outcome != Outcome.QUARANTINED
            && (retryOf == null || entry.account.leaves(retryOf, MAX_RETRIED));
    for (Counts counts : List.of(entry.day, entry.account.total)) {
      countValues(counts, part, record, 1);
      if (retryOf != null && retryOf.part() > 0) {
        counts.rejectedParts -= leaves ? 1 : 0;
      } else {
        counts.retried++;
        if (leaves) {
          counts.quarantined--;
          countOutcome(counts, outcome, 1);
        }
      }
    }
  }

  private void applyPart(DecodedPart part) {
    Block block = part.block();
    @Nullable Entry[] entries = new Entry[block.origins().size()];
    boolean live = block.lane() == Lane.LIVE;
    int sequence = 0;
    for (int record = part.fromRecord(); record < part.toRecord(); record++) {
      Outcome outcome = part.outcome(record);
      if (outcome == Outcome.NOT_A_MESSAGE) {
        continue;
      }
      Entry entry = entries[block.originIndex(record)];
      if (entry == null) {
        entry = entry(block.origins().get(block.originIndex(record)));
        entries[block.originIndex(record)] = entry;
      }
      long receiveNs = block.receiveTimeNs(record);
      turnToDay(entry, receiveNs);
      if (entry.isRetry) {
        countRetried(entry, part, record, outcome);
      } else {
        count(entry.day, part, record, outcome, live);
        count(entry.account.total, part, record, outcome, live);
      }
      if (outcome == Outcome.SYSTEM || entry.isRetry) {
        continue;
      }
      boolean numbered = false;
      while (sequence < part.sequenceCount() && part.sequenceRecord(sequence) <= record) {
        if (part.sequenceRecord(sequence) == record && live) {
          String channel = block.channels().get(block.channelIndex(record)).name();
          follow(entry, channel, part.sequenceNumber(sequence), receiveNs);
          numbered = true;
        }
        sequence++;
      }
      expect(entry, live, numbered, receiveNs, part.newestClaimNs(record));
    }
    for (Rejection rejection : part.rejections()) {
      if (rejection.part() != null) {
        Entry entry = entries[block.originIndex(rejection.record())];
        if (entry != null) {
          turnToDay(entry, block.receiveTimeNs(rejection.record()));
          entry.day.rejectedParts++;
          entry.account.total.rejectedParts++;
        }
      }
    }
  }

  private Entry entry(Origin origin) {
    SourceAccount account = account(origin.source());
    account.changed = true;
    return new Entry(origin, account, context.sourceOrDefault(origin.source()).expectedPeriodNs());
  }

  SourceAccount account(SourceId source) {
    return sources.computeIfAbsent(source, SourceAccount::new);
  }

  private void turnToDay(Entry entry, long receiveNs) {
    if (entry.dayNumber == Long.MIN_VALUE
        || receiveNs < entry.dayStartNs
        || receiveNs - entry.dayStartNs >= Times.DAY) {
      entry.dayNumber = Math.floorDiv(receiveNs, Times.DAY);
      entry.dayStartNs = entry.dayNumber * Times.DAY;
      entry.day = entry.account.day(entry.dayNumber, settings.maxDays());
      entry.account.changedDays.add(entry.dayNumber);
    }
  }

  private static void count(
      Counts counts, DecodedPart part, int record, Outcome outcome, boolean live) {
    countValues(counts, part, record, 1);
    if (outcome == Outcome.SYSTEM) {
      counts.system++;
      return;
    }
    counts.received++;
    counts.bulk += live ? 0 : 1;
    counts.bytes += part.block().payloadEnd(record) - part.block().payloadStart(record);
    countOutcome(counts, outcome, 1);
  }

  private static void countValues(Counts counts, DecodedPart part, int record, long sign) {
    counts.samples += sign * (part.sampleEnd(record) - part.sampleStart(record));
    counts.unmapped += sign * part.unmapped(record);
    counts.setAside += sign * part.setAside(record);
  }

  private static void countOutcome(Counts counts, Outcome outcome, long sign) {
    switch (outcome) {
      case DECODED -> counts.decoded += sign;
      case QUARANTINED -> counts.quarantined += sign;
      case IGNORED_BY_MAPPING -> counts.ignored += sign;
      case SYSTEM, NOT_A_MESSAGE -> throw new IllegalArgumentException(outcome + " is no message.");
    }
  }

  private void follow(Entry entry, String channel, long number, long receiveNs) {
    SequenceTracker tracker = entry.account.sequence(channel, settings.maxSequences());
    long epoch = entry.origin.connectionEpoch();
    SequenceTracker.Verdict verdict = tracker.judge(number, epoch);
    long gapNumber = 0;
    if (verdict == SequenceTracker.Verdict.AHEAD) {
      long missing = tracker.missingBefore(number);
      gapNumber = ++entry.account.lastGap;
      missed(entry, missing);
      Gap.Cause cause =
          cause(epoch != tracker.connectionEpoch(), tracker.lastReceiveNs(), receiveNs);
      entry.account.put(
          new Gap(
              entry.account.id,
              gapNumber,
              channel,
              Gap.Kind.SEQUENCE,
              tracker.lastReceiveNs(),
              receiveNs,
              missing,
              0,
              cause),
          settings.maxGaps());
    }
    tracker.accept(verdict, number, receiveNs, epoch, gapNumber);
    if (verdict == SequenceTracker.Verdict.FILLS) {
      fill(entry, entry.account.gaps.get(tracker.filledGap()));
    }
  }

  /** By the period, unless sequence numbers tell it better. */
  private void expect(
      Entry entry, boolean live, boolean numbered, long receiveNs, long newestClaimNs) {
    SourceAccount account = entry.account;
    if (account.hasOpenGaps() && newestClaimNs != ValueSink.NO_TIME) {
      fill(entry, account.openGapAt(newestClaimNs));
    }
    if (!live) {
      return;
    }
    silences.heard(receiveNs);
    long epoch = entry.origin.connectionEpoch();
    long silenceNs = receiveNs - account.lastReceiveNs;
    if (entry.periodNs > 0 && account.lastReceiveNs > 0 && !numbered) {
      entry.day.expected++;
      account.total.expected++;
      if (silenceNs > settings.gapAfterPeriods() * entry.periodNs) {
        long missing = Math.max(1, Math.round((double) silenceNs / entry.periodNs) - 1);
        missed(entry, missing);
        Gap.Cause cause = cause(epoch != account.connectionEpoch, account.lastReceiveNs, receiveNs);
        account.put(
            new Gap(
                account.id,
                ++account.lastGap,
                "",
                Gap.Kind.PERIOD,
                account.lastReceiveNs,
                receiveNs,
                missing,
                0,
                cause),
            settings.maxGaps());
        if (newestClaimNs != ValueSink.NO_TIME) {
          fill(entry, account.openGapAt(newestClaimNs));
        }
      }
    } else if (numbered) {
      entry.day.expected++;
      account.total.expected++;
    }
    account.lastReceiveNs = receiveNs;
    account.connectionEpoch = epoch;
  }

  private static void missed(Entry entry, long missing) {
    entry.day.expected += missing;
    entry.day.missing += missing;
    entry.account.total.expected += missing;
    entry.account.total.missing += missing;
  }

  /** What comes late was counted as missing on the day when that was noticed. */
  private void fill(Entry entry, @Nullable Gap gap) {
    if (gap == null || gap.isFilled()) {
      return;
    }
    SourceAccount account = entry.account;
    account.put(gap.filledByOne(), settings.maxGaps());
    account.total.missing--;
    account.total.expected--;
    long day = Math.floorDiv(gap.toNs(), Times.DAY);
    Counts counts = account.days.get(day);
    if (counts != null) {
      counts.missing--;
      counts.expected--;
      account.changedDays.add(day);
    }
  }

  private Gap.Cause cause(boolean newConnection, long fromNs, long toNs) {
    if (silences.cover(fromNs, toNs)) {
      return Gap.Cause.NOTHING_RECEIVED;
    }
    return newConnection ? Gap.Cause.CONNECTION_LOST : Gap.Cause.SENDER;
  }
}
