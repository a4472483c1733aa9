package io.millrace.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.security.database.LookupLimit;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.token.TokenTable.StoredToken;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens. Thread-safe. A known token costs one SHA-256 and one look into a map; the database
 * is asked only for ids that are not in memory, by few threads at once, and ids that it does not
 * know are remembered for a while.
 */
public final class TokenVerifier {
  private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);
  private static final int MAX_UNKNOWN = 10_000;
  private static final long LAST_USED_STEP_NS = Times.MINUTE;

  private static final TokenCheck MISTYPED =
      new TokenCheck.Refused(
          AccessError.TOKEN_MISTYPED,
          "This is not a token: it has the wrong form, or a character was lost or changed. A token"
              + " has "
              + TokenText.LENGTH
              + " characters and begins with "
              + TokenText.PREFIX
              + ".");
  private static final TokenCheck UNKNOWN =
      new TokenCheck.Refused(
          AccessError.TOKEN_UNKNOWN, "The token is unknown or was revoked. Create a new one.");
  private static final TokenCheck EXPIRED =
      new TokenCheck.Refused(AccessError.TOKEN_EXPIRED, "The token has expired. Create a new one.");
  private static final TokenCheck BUSY =
      new TokenCheck.Refused(
          AccessError.TOKEN_CHECK_BUSY, "Too many unknown tokens are being checked. Try later.");

  private final SecurityDatabase database;
  private final NanoClock clock;
  private final int capacity;
  private final Cache<String, CachedToken> known;
  private final Cache<String, Boolean> unknown;
  private final ConcurrentHashMap<String, Long> usedSinceFlush = new ConcurrentHashMap<>();
  private final List<Consumer<String>> revocationListeners = new CopyOnWriteArrayList<>();
  private final LookupLimit lookups = new LookupLimit();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder looked = new LongAdder();

  /**
   * A verifier with an empty memory.
   *
   * @param capacity how many tokens are held in memory; about 1 kB each
   */
  public TokenVerifier(SecurityDatabase database, NanoClock clock, int capacity) {
    this.database = database;
    this.clock = clock;
    this.capacity = capacity;
    known = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
    unknown =
        Caffeine.newBuilder()
            .maximumSize(MAX_UNKNOWN)
            .expireAfterWrite(UNKNOWN_FOR)
            .ticker(clock::monotonicNs)
            .executor(Runnable::run)
            .build();
  }

  /** Loads the tokens that were used last, so that a storm of connects finds them in memory. */
  public synchronized void warm() {
    database
        .read(handle -> TokenTable.usable(handle, clock.nowNs(), capacity))
        .forEach(stored -> known.put(stored.token().id(), new CachedToken(stored)));
  }

  /**
   * Checks a token; asks the database if it must.
   *
   * @throws io.millrace.security.error.AccessException with {@code SECURITY_STORE_FAILED}: then it
   *     is not known whether the token is good, and nobody gets in
   */
  public TokenCheck check(String presented) {
    TokenText text = TokenText.parse(presented);
    if (text == null) {
      return counted(MISTYPED);
    }
    CachedToken cached = known.getIfPresent(text.id());
    if (cached != null) {
      return counted(verdict(cached, text));
    }
    if (unknown.getIfPresent(text.id()) != null) {
      return counted(UNKNOWN);
    }
    return counted(lookUp(text));
  }

  /**
   * Checks a token without waiting for anything: for event loops.
   *
   * @return null if only {@link #check} can tell, on a thread that may wait
   */
  public @Nullable TokenCheck checkInMemory(String presented) {
    TokenText text = TokenText.parse(presented);
    if (text == null) {
      return counted(MISTYPED);
    }
    CachedToken cached = known.getIfPresent(text.id());
    if (cached != null) {
      return counted(verdict(cached, text));
    }
    return unknown.getIfPresent(text.id()) != null ? counted(UNKNOWN) : null;
  }

  /**
   * Whether a token that was accepted before still holds. Whoever keeps a connection open asks now
   * and then (every few seconds) and ends it when this says no. One look into a map as a rule.
   *
   * @throws io.millrace.security.error.AccessException as {@link #check}
   */
  public boolean holds(String tokenId) {
    CachedToken cached = known.getIfPresent(tokenId);
    if (cached == null) {
      cached = unknown.getIfPresent(tokenId) != null ? null : load(tokenId);
    }
    return cached != null && !cached.revoked() && cached.expiresNs() > clock.nowNs();
  }

  private TokenCheck counted(TokenCheck check) {
    (check instanceof TokenCheck.Accepted ? accepted : refused).increment();
    return check;
  }

  private TokenCheck verdict(CachedToken cached, TokenText presented) {
    if (!MessageDigest.isEqual(cached.secretHash(), presented.secretHash()) || cached.revoked()) {
      return UNKNOWN;
    }
    long nowNs = clock.nowNs();
    if (cached.expiresNs() <= nowNs) {
      return EXPIRED;
    }
    if (cached.used(nowNs, LAST_USED_STEP_NS)) {
      usedSinceFlush.put(presented.id(), nowNs);
    }
    return cached.accepted();
  }

  private TokenCheck lookUp(TokenText text) {
    if (!lookups.enter()) {
      return BUSY;
    }
    try {
      CachedToken loaded = load(text.id());
      return loaded == null ? UNKNOWN : verdict(loaded, text);
    } finally {
      lookups.leave();
    }
  }

  private @Nullable CachedToken load(String tokenId) {
    looked.increment();
    CachedToken loaded = known.asMap().computeIfAbsent(tokenId, this::read);
    if (loaded == null) {
      unknown.put(tokenId, Boolean.TRUE);
    }
    return loaded;
  }

  private @Nullable CachedToken read(String tokenId) {
    return database
        .read(handle -> TokenTable.find(handle, tokenId))
        .map(CachedToken::new)
        .orElse(null);
  }

  /**
   * A token was made or revoked in the database, by this process or another: what was remembered of
   * it no longer holds. Takes turns with {@link #warm()}, which else could put back what it read
   * before the change.
   */
  public synchronized void changed(String tokenId) {
    known.invalidate(tokenId);
    unknown.invalidate(tokenId);
    CachedToken current = load(tokenId);
    if (current == null || current.revoked()) {
      revocationListeners.forEach(listener -> listener.accept(tokenId));
    }
  }

  /**
   * Has somebody told the id of each token that is revoked from now on, by this process or another,
   * so that its connections end. Called on the thread that notices; must be quick. Nobody is told
   * when a token expires: its end is in the principal.
   */
  public void onRevoked(Consumer<String> listener) {
    revocationListeners.add(listener);
  }

  /**
   * Writes when tokens were used last; call it about once a minute and before the end. The time is
   * exact to a minute only, so that a busy token costs one write a minute.
   */
  public void flushLastUsed() {
    Map<String, Long> taken = new HashMap<>();
    usedSinceFlush.forEach(
        (id, timeNs) -> {
          if (usedSinceFlush.remove(id, timeNs)) {
            taken.put(id, timeNs);
          }
        });
    if (!taken.isEmpty()) {
      database.note(handle -> TokenTable.noteUse(handle, taken));
    }
  }

  /** Counts since the start. */
  public TokenStatistics statistics() {
    return new TokenStatistics(accepted.sum(), refused.sum(), looked.sum(), known.estimatedSize());
  }

  /** A token in memory. */
  private static final class CachedToken {
    private final TokenCheck.Accepted accepted;
    private final byte[] secretHash;
    private final boolean revoked;
    private volatile long lastUsedNs;

    CachedToken(StoredToken stored) {
      accepted = new TokenCheck.Accepted(stored.token().principal());
      secretHash = HexFormat.of().parseHex(stored.secretHash());
      revoked = stored.token().revoked();
      lastUsedNs = stored.token().lastUsedNs();
    }

    TokenCheck.Accepted accepted() {
      return accepted;
    }

    byte[] secretHash() {
      return secretHash;
    }

    boolean revoked() {
      return revoked;
    }

    long expiresNs() {
      return accepted.principal().expiresAtNs();
    }

    /** Notes the use; true if the last noted one is so long ago that it should be written. */
    boolean used(long nowNs, long stepNs) {
      if (nowNs - lastUsedNs < stepNs && nowNs >= lastUsedNs) {
        return false;
      }
      lastUsedNs = nowNs;
      return true;
    }
  }
}
