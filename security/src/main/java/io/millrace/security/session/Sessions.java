package io.millrace.security.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.UserId;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.security.authorisation.Principal;
import io.millrace.security.database.LookupLimit;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.secret.Sha256;
import io.millrace.security.session.SessionTable.StoredSession;
import io.millrace.security.user.User;
import io.millrace.security.user.UserDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Begins, checks, renews and ends sessions. Thread-safe. A session that was used lately is checked
 * in memory; the database is asked for others, by few threads at once.
 */
public final class Sessions {
  private static final int MAX_IN_MEMORY = 10_000;
  private static final int MAX_USER_AGENT = 200;
  private static final int SECRET_LENGTH = 43;
  private static final long GRACE_NS = 30 * Times.SECOND;
  private static final long LAST_SEEN_STEP_NS = Times.MINUTE;

  private final SecurityDatabase database;
  private final UserDirectory users;
  private final SecretGenerator secrets;
  private final IdGenerator ids;
  private final NanoClock clock;
  private final SessionSettings settings;
  private final Cache<String, String> idsByHash = bounded();
  private final Cache<String, CachedSession> cached = bounded();
  private final ConcurrentHashMap<String, Long> seenSinceFlush = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final LookupLimit lookups = new LookupLimit();

  public Sessions(
      SecurityDatabase database,
      UserDirectory users,
      SecretGenerator secrets,
      IdGenerator ids,
      NanoClock clock,
      SessionSettings settings) {
    this.database = database;
    this.users = users;
    this.secrets = secrets;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  private static <V> Cache<String, V> bounded() {
    return Caffeine.newBuilder().maximumSize(MAX_IN_MEMORY).executor(Runnable::run).build();
  }

  /**
   * Begins a session in a transaction that also says why in the audit; call {@link #forget(UserId)}
   * after it, since the session that was not used longest may have had to give way.
   *
   * @param address from where
   * @param userAgent what the browser calls itself; empty if it says nothing
   */
  public StartedSession start(Handle handle, UserId user, String address, String userAgent) {
    long nowNs = clock.nowNs();
    makeRoom(handle, user);
    Secret secret = secrets.next();
    String agent =
        userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    Session session =
        new Session(
            ids.next().toString(),
            user,
            nowNs,
            nowNs,
            nowNs + settings.absolute().toNanos(),
            address,
            agent.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?"));
    SessionTable.insert(handle, session, Sha256.hex(secret));
    return started(session.id(), secret, settings.absolute().toSeconds());
  }

  private void makeRoom(Handle handle, UserId user) {
    List<StoredSession> open = SessionTable.ofUser(handle, user);
    for (int i = settings.maxPerUser() - 1; i < open.size(); i++) {
      SessionTable.delete(handle, open.get(i).session().id());
    }
  }

  private static StartedSession started(String id, Secret secret, long maxAgeS) {
    return new StartedSession(id, secret, CsrfTokens.of(secret), maxAgeS);
  }

  /**
   * Checks the value of a session's cookie and notes that the session is in use.
   *
   * @return empty if the session is unknown, has ended, or cannot be looked up at this moment
   */
  public Optional<ActiveSession> check(Secret presented) {
    if (presented.reveal().length() != SECRET_LENGTH) {
      return Optional.empty();
    }
    String hash = Sha256.hex(presented);
    CachedSession session = findByHash(hash);
    long nowNs = clock.nowNs();
    if (session == null || !session.provenBy(hash, nowNs) || !session.isOpen(nowNs, settings)) {
      return Optional.empty();
    }
    if (session.seen(nowNs, LAST_SEEN_STEP_NS)) {
      seenSinceFlush.put(session.id(), nowNs);
    }
    return Optional.of(
        new ActiveSession(session.principal(), CsrfTokens.of(presented), session.rotationDue()));
  }

  /**
   * Whether a session that was accepted before still holds. Whoever keeps a stream open asks every
   * few seconds and ends it when this says no. Does not count as use.
   */
  public boolean holds(String sessionId) {
    CachedSession session = find(sessionId);
    return session != null && session.isOpen(clock.nowNs(), settings);
  }

  /**
   * Gives a session a new secret. The old one is taken for 30 seconds more, for requests that are
   * under way.
   *
   * @return empty if the session ended or another request renewed it at the same time; then the
   *     cookie stays
   */
  public Optional<StartedSession> rotate(Secret presented) {
    String oldHash = Sha256.hex(presented);
    CachedSession session = findByHash(oldHash);
    if (session == null) {
      return Optional.empty();
    }
    Secret secret = secrets.next();
    long nowNs = clock.nowNs();
    boolean rotated =
        database.write(
            handle ->
                SessionTable.rotate(
                    handle, session.id(), oldHash, Sha256.hex(secret), nowNs + GRACE_NS));
    forget(session.id());
    long maxAgeS = Math.max(0, (session.expiresNs() - nowNs) / Times.SECOND);
    return rotated ? Optional.of(started(session.id(), secret, maxAgeS)) : Optional.empty();
  }

  /** The open sessions of a user, those used last first. */
  public List<Session> list(UserId user) {
    long nowNs = clock.nowNs();
    return database.read(handle -> SessionTable.ofUser(handle, user)).stream()
        .map(StoredSession::session)
        .filter(session -> session.expiresNs() > nowNs)
        .toList();
  }

  /** A session by its public name. */
  public Optional<Session> find(Handle handle, String sessionId) {
    return SessionTable.find(handle, sessionId).map(StoredSession::session);
  }

  /**
   * Ends a session in a transaction that also says why in the audit; call {@link #forget} after it.
   *
   * @return false if there was none
   */
  public boolean end(Handle handle, String sessionId) {
    return SessionTable.delete(handle, sessionId);
  }

  /** Ends all sessions of a user but one; call {@link #forget(UserId)} after the transaction. */
  public void endAll(Handle handle, UserId user, String exceptSessionId) {
    SessionTable.deleteOfUser(handle, user, exceptSessionId);
  }

  /**
   * Marks the sessions of a user for renewal; call {@link #forget(UserId)} after the transaction.
   */
  public void rightsChanged(Handle handle, UserId user) {
    SessionTable.rotationDue(handle, user);
  }

  /** Drops what is in memory of a session, after it was changed. */
  public void forget(String sessionId) {
    changes.incrementAndGet();
    cached.invalidate(sessionId);
  }

  /** Drops what is in memory of a user's sessions, after they or the user were changed. */
  public void forget(UserId user) {
    changes.incrementAndGet();
    cached.asMap().values().removeIf(session -> session.principal().user().equals(user));
  }

  /** Writes when sessions were used last; call it about once a minute and before the end. */
  public void flushLastSeen() {
    Map<String, Long> taken = new HashMap<>();
    seenSinceFlush.forEach(
        (id, timeNs) -> {
          if (seenSinceFlush.remove(id, timeNs)) {
            taken.put(id, timeNs);
          }
        });
    if (!taken.isEmpty()) {
      database.note(handle -> SessionTable.noteSeen(handle, taken));
    }
  }

  /** Deletes sessions that have ended by themselves; call it after {@link #flushLastSeen()}. */
  public void deleteExpired() {
    long nowNs = clock.nowNs();
    database.note(
        handle ->
            SessionTable.deleteExpired(
                handle, nowNs, nowNs - settings.idle().toNanos() - LAST_SEEN_STEP_NS));
  }

  private @Nullable CachedSession findByHash(String hash) {
    String id = idsByHash.getIfPresent(hash);
    if (id != null) {
      return find(id);
    }
    if (!lookups.enter()) {
      return null;
    }
    try {
      Optional<StoredSession> stored =
          database.read(handle -> SessionTable.findByHash(handle, hash));
      if (stored.isEmpty()) {
        return null;
      }
      String found = stored.get().session().id();
      idsByHash.put(hash, found);
      return find(found);
    } finally {
      lookups.leave();
    }
  }

  private @Nullable CachedSession find(String id) {
    CachedSession present = cached.getIfPresent(id);
    if (present != null) {
      return present;
    }
    long changesBefore = changes.get();
    CachedSession loaded = load(id);
    if (loaded != null) {
      cached.put(id, loaded);
      // What was changed while it was loaded must not stay: the change may have come too early to
      // find it in the cache.
      if (changes.get() != changesBefore) {
        cached.invalidate(id);
      }
    }
    return loaded;
  }

  private @Nullable CachedSession load(String id) {
    Optional<StoredSession> stored = database.read(handle -> SessionTable.find(handle, id));
    if (stored.isEmpty()) {
      return null;
    }
    Optional<User> user = users.find(stored.get().session().user()).filter(User::enabled);
    return user.map(found -> new CachedSession(stored.get(), principal(found, id))).orElse(null);
  }

  private static Principal.User principal(User user, String sessionId) {
    return new Principal.User(user.id(), user.displayName(), sessionId, user.grants());
  }
}
