package io.millrace.connectors.http.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.journal.Lane;
import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The limits of all tokens together. Thread-safe; never waits. */
public final class IntakeLimits {
  private static final int MAX_TOKENS = 50_000;
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final LimitSettings settings;
  private final NanoClock clock;
  private final Cache<String, TokenLimits> tokens;
  private final LaneLimits live;
  private final LaneLimits bulk;

  /** Limits that nobody has used yet. */
  public IntakeLimits(LimitSettings settings, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
    tokens =
        Caffeine.newBuilder()
            .maximumSize(MAX_TOKENS)
            .expireAfterAccess(FORGET)
            .ticker(clock::monotonicNs)
            .executor(Runnable::run)
            .build();
    live = new LaneLimits(new Semaphore(settings.atOnceLive()), settings.liveBytes());
    bulk = new LaneLimits(new Semaphore(settings.atOnceBulk()), settings.bulkBytes());
  }

  /**
   * Lets a request in, to be closed when it has ended.
   *
   * @throws io.millrace.connectors.http.error.IntakeException with {@code INGEST_TOO_FAST} or
   *     {@code INGEST_BUSY}
   */
  public Admission enter(String tokenId, Lane lane) {
    TokenLimits token = tokens.get(tokenId, _ -> new TokenLimits(settings, clock));
    token.takeRequest();
    LaneLimits shared = of(lane);
    if (!token.atOnce().tryAcquire()) {
      throw Refusals.busy(
          "This token has " + settings.atOncePerToken() + " requests under way, its limit.");
    }
    if (!shared.atOnce().tryAcquire()) {
      token.atOnce().release();
      throw Refusals.busy("The server has as many requests under way as it takes at once.");
    }
    return new Admission(token, shared);
  }

  /** Bytes of bodies that are in memory now, on their way into a lane. */
  public long bytesInMemory(Lane lane) {
    return of(lane).bytes().taken();
  }

  private LaneLimits of(Lane lane) {
    return switch (lane) {
      case LIVE -> live;
      case BULK -> bulk;
      case CONTEXT -> throw new IllegalArgumentException("Nobody outside writes context.");
    };
  }

  /** What all tokens share for one lane. */
  record LaneLimits(Semaphore atOnce, ByteBudget bytes) {
    LaneLimits(Semaphore atOnce, long bytes) {
      this(atOnce, new ByteBudget(bytes));
    }
  }
}
