package io.millrace.security.authorisation;

/** What somebody wants to do. Each is allowed to roles and scopes by name, never by inclusion. */
public enum Action {
  /** See organisations, sites, assets, points, sources, units, calendars and state models. */
  READ_MODEL,
  /** See samples, latest values, events and records: live, as history and in aggregate. */
  READ_DATA,
  /** Take data away in bulk. */
  EXPORT_DATA,
  /** See raw messages, quarantine and the way from a number back to the message. */
  READ_RAW,
  /** See counts, metrics, disk, lag and data trust. */
  READ_SYSTEM,
  /** See users, their roles and sessions, and tokens (never their secrets). */
  READ_ACCOUNTS,
  /** See who did what. */
  READ_AUDIT,
  /** Hand over data on a channel of a source. */
  INGEST,
  /** Receive what arrives on channels. */
  SUBSCRIBE,
  /** Bring in past data as a file. */
  UPLOAD_DATA,
  /** Create and change assets, points, calendars and state models; adopt unmapped points. */
  EDIT_MODEL,
  /** Create and change sources, mappings and bindings. */
  CONFIGURE_SOURCES,
  /** Retry or discard what is in quarantine. */
  HANDLE_QUARANTINE,
  /** Run a corrected decoder over the past. */
  REDECODE_DATA,
  /** Delete samples or other data for good. */
  DELETE_DATA,
  /** Create and revoke tokens of devices and programs. */
  MANAGE_TOKENS,
  /** Invite people, change their roles, lock them out. */
  MANAGE_USERS,
  /** Change the organisation's own settings, its sites and their retention. */
  MANAGE_ORGANISATION,
  /** Change the server's settings, take backups, verify storage. */
  ADMINISTER_SERVER,
  /** Change one's own password and end one's own sessions. */
  MANAGE_OWN_ACCOUNT
}
