package io.millrace.web.operation;

import io.millrace.model.id.SourceId;
import io.millrace.pipeline.account.Account;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.live.Liveness;
import io.millrace.pipeline.live.SourceStatus;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a source, and what was counted of it. */
public record SourceAccountView(
    SourceId source,
    String name,
    boolean simulated,
    Liveness liveness,
    @Field("When its last message arrived; absent if none did.") @Nullable Instant lastSeen,
    @Field("How it last sent; may be empty.") String protocol,
    @Field("Its newest connection.") long connectionEpoch,
    @Field(
            "How far its clock is behind ours at most, in seconds (negative: ahead); absent if its"
                + " messages name no times.")
        @Nullable Double clockOffsetSeconds,
    AccountView total,
    @Field("What became of its samples in history; absent until the next checkpoint.")
        @Nullable FatesView samples) {
  /** Counts in one unit per line: messages received = decoded + quarantined + ignored. */
  public record AccountView(
      @Field("Messages that were acknowledged.") long received,
      @Field("Those of them that came as past data.") long bulk,
      @Field("Their payload bytes.") long bytes,
      @Field("Messages that became samples, maybe none.") long decoded,
      @Field("Messages that are or were in quarantine.") long quarantined,
      @Field("Messages that a mapping rule says are not wanted.") long ignored,
      @Field("Single lines of decoded messages that went to quarantine.") long rejectedParts,
      @Field("Messages that were decoded again out of quarantine.") long retried,
      @Field("Records that the server wrote itself about the source.") long system,
      @Field("Samples decoded.") long samples,
      @Field("Values that belong to no point and may not make one.") long unmapped,
      @Field("Values whose claimed time cannot be.") long setAside,
      @Field(
              "Messages known to have been sent or due, by sequence numbers or the period; 0 if"
                  + " there is neither.")
          long expected,
      @Field("Those of them that did not come (yet).") long missing,
      @Field("Whether the messages balance; if not, it is a defect of the server.")
          boolean balanced) {
    static AccountView of(Account account) {
      return new AccountView(
          account.received(),
          account.bulk(),
          account.bytes(),
          account.decoded(),
          account.quarantined(),
          account.ignored(),
          account.rejectedParts(),
          account.retried(),
          account.system(),
          account.samples(),
          account.unmapped(),
          account.setAside(),
          account.expected(),
          account.missing(),
          account.balances());
    }
  }

  /** Samples given = stored + duplicate + replaced + deleted + expired + refused. */
  public record FatesView(
      long given,
      long stored,
      @Field("The same time, value and quality was there already.") long duplicate,
      @Field("Took the place of another of the same time, by the point's policy.") long replaced,
      @Field("In a span that was deleted.") long deleted,
      @Field("Older than what retention keeps.") long expired,
      @Field("Of another kind than the point, or beyond a limit.") long refused,
      @Field("Whether they balance; if not, it is a defect of the server.") boolean balanced) {
    static @Nullable FatesView orNull(@Nullable SampleFates fates) {
      return fates == null
          ? null
          : new FatesView(
              fates.given(),
              fates.stored(),
              fates.duplicate(),
              fates.replaced(),
              fates.deleted(),
              fates.expired(),
              fates.refused(),
              fates.balances());
    }
  }

  static SourceAccountView of(
      String name,
      boolean simulated,
      SourceStatus status,
      Account total,
      @Nullable SampleFates fates) {
    return new SourceAccountView(
        status.source(),
        name,
        simulated,
        status.liveness(),
        ApiTime.orNull(status.lastSeenNs()),
        status.protocol(),
        status.connectionEpoch(),
        status.clockKnown() ? status.clockOffsetNs() / 1e9 : null,
        AccountView.of(total),
        FatesView.orNull(fates));
  }
}
