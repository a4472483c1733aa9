package io.millrace.security;

import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.security.account.SetupLinks;
import io.millrace.security.audit.AuditLog;
import io.millrace.security.audit.AuditRow;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.session.Sessions;
import io.millrace.security.token.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What security does again and again. It has no thread: the application calls {@link #run()} every
 * two seconds or so, and once more before the end. Not thread-safe.
 */
public final class SecurityHousekeeping {
  private static final long MINUTE_NS = Times.MINUTE;
  private static final long HOUR_NS = Times.HOUR;
  private static final int PAGE = 500;
  private static final String TOKEN = "token:";
  private static final String USER = "user:";

  private final AuditLog audit;
  private final RefusalTally refusals;
  private final TokenVerifier tokens;
  private final Sessions sessions;
  private final SetupLinks setupLinks;
  private final NanoClock clock;
  private final Duration auditRetention;
  private long seenSequence;
  private long lastMinuteNs;
  private long lastHourNs;

  SecurityHousekeeping(
      AuditLog audit,
      RefusalTally refusals,
      TokenVerifier tokens,
      Sessions sessions,
      SetupLinks setupLinks,
      NanoClock clock,
      Duration auditRetention) {
    this.audit = audit;
    this.refusals = refusals;
    this.tokens = tokens;
    this.sessions = sessions;
    this.setupLinks = setupLinks;
    this.clock = clock;
    this.auditRetention = auditRetention;
    seenSequence = audit.headSequence();
    lastMinuteNs = clock.monotonicNs();
    lastHourNs = lastMinuteNs;
  }

  /**
   * Does what is due: notices changes that another process made (a command on the same machine),
   * once a minute writes what was gathered in memory, once an hour deletes what is too old.
   *
   * @throws io.millrace.security.error.AccessException if the database fails; the next call tries
   *     again
   */
  public void run() {
    noticeForeignChanges();
    long nowNs = clock.monotonicNs();
    if (nowNs - lastMinuteNs >= MINUTE_NS) {
      lastMinuteNs = nowNs;
      flush();
    }
    if (nowNs - lastHourNs >= HOUR_NS) {
      lastHourNs = nowNs;
      sessions.deleteExpired();
      setupLinks.deleteExpired();
      audit.trim(clock.nowNs() - auditRetention.toNanos());
    }
  }

  /** Writes what was gathered in memory; call it before the end. */
  public void flush() {
    tokens.flushLastUsed();
    sessions.flushLastSeen();
    refusals.flush();
  }

  /**
   * Every change of security adds a row to the audit, so the audit says what another process
   * changed. Rows of this process come by too, and cost a look into the database each.
   */
  private void noticeForeignChanges() {
    List<AuditRow> rows = audit.after(seenSequence, PAGE);
    while (!rows.isEmpty()) {
      rows.forEach(row -> forget(row.subject()));
      seenSequence = rows.getLast().sequence();
      rows = audit.after(seenSequence, PAGE);
    }
  }

  private void forget(String subject) {
    if (subject.startsWith(TOKEN)) {
      tokens.changed(subject.substring(TOKEN.length()));
    } else if (subject.startsWith(USER)) {
      userIn(subject).ifPresent(sessions::forget);
    }
  }

  /** Rows of other domains may hold any text as their subject. */
  private static Optional<UserId> userIn(String subject) {
    try {
      return Optional.of(UserId.of(subject.substring(USER.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
