package io.millrace.security.session;

import io.millrace.security.authorisation.Principal;
import io.millrace.security.session.SessionTable.StoredSession;

/** A session in memory, with the rights that its user had when it was loaded. */
final class CachedSession {
  private final StoredSession stored;
  private final Principal.User principal;
  private volatile long lastSeenNs;

  CachedSession(StoredSession stored, Principal.User principal) {
    this.stored = stored;
    this.principal = principal;
    lastSeenNs = stored.session().lastSeenNs();
  }

  String id() {
    return stored.session().id();
  }

  Principal.User principal() {
    return principal;
  }

  boolean rotationDue() {
    return stored.rotationDue();
  }

  long expiresNs() {
    return stored.session().expiresNs();
  }

  /** Whether a secret's hash is the one in force, or the one before within its grace. */
  boolean provenBy(String hash, long nowNs) {
    return hash.equals(stored.hash())
        || (hash.equals(stored.previousHash()) && nowNs < stored.previousUntilNs());
  }

  boolean isOpen(long nowNs, SessionSettings settings) {
    return nowNs < expiresNs() && nowNs - lastSeenNs < settings.idle().toNanos();
  }

  /** Notes the use; true if the last noted one is so long ago that it should be written. */
  boolean seen(long nowNs, long stepNs) {
    if (nowNs >= lastSeenNs && nowNs - lastSeenNs < stepNs) {
      return false;
    }
    lastSeenNs = nowNs;
    return true;
  }
}
