package io.millrace.security.audit;

/** What security itself records. */
public enum SecurityEvent implements AuditEvent {
  /** Somebody signed in, or tried to. */
  SIGN_IN,
  /** An account or an address has to wait after failed attempts. */
  SIGN_IN_LOCKED,
  /** Somebody signed out. */
  SIGN_OUT,
  /** A session was ended by its user or by somebody who manages users. */
  SESSION_REVOKED,
  /** A password was set or changed. */
  PASSWORD_SET,
  /** An account was made. */
  USER_CREATED,
  /** An account's name was changed, or it was enabled or disabled. */
  USER_CHANGED,
  /** An account's roles were changed. */
  ROLES_CHANGED,
  /** An account was removed. */
  USER_REMOVED,
  /** A one-time link was made. */
  SETUP_LINK_ISSUED,
  /** A one-time link was used. */
  SETUP_LINK_USED,
  /** A token was made. */
  TOKEN_CREATED,
  /** A token was revoked. */
  TOKEN_REVOKED,
  /** A token was presented and refused. */
  TOKEN_REFUSED,
  /** The authorisation point said no. */
  ACCESS_DENIED,
  /** A page of another site tried to act in a user's name. */
  REQUEST_FORGED,
  /** Old rows of the audit were removed, as its retention says. */
  AUDIT_TRIMMED
}
