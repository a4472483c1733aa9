package io.millrace.security.authorisation;

import static io.millrace.security.authorisation.Action.ADMINISTER_SERVER;
import static io.millrace.security.authorisation.Action.CONFIGURE_SOURCES;
import static io.millrace.security.authorisation.Action.DELETE_DATA;
import static io.millrace.security.authorisation.Action.EDIT_MODEL;
import static io.millrace.security.authorisation.Action.EXPORT_DATA;
import static io.millrace.security.authorisation.Action.HANDLE_QUARANTINE;
import static io.millrace.security.authorisation.Action.MANAGE_ORGANISATION;
import static io.millrace.security.authorisation.Action.MANAGE_TOKENS;
import static io.millrace.security.authorisation.Action.MANAGE_USERS;
import static io.millrace.security.authorisation.Action.READ_ACCOUNTS;
import static io.millrace.security.authorisation.Action.READ_AUDIT;
import static io.millrace.security.authorisation.Action.READ_DATA;
import static io.millrace.security.authorisation.Action.READ_MODEL;
import static io.millrace.security.authorisation.Action.READ_RAW;
import static io.millrace.security.authorisation.Action.READ_SYSTEM;
import static io.millrace.security.authorisation.Action.REDECODE_DATA;
import static io.millrace.security.authorisation.Action.UPLOAD_DATA;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a person is at a place. A person may have several. Names are stored and never change their
 * meaning.
 */
public enum Role {
  /** Answers for the organisation. */
  OWNER(
      READ_MODEL,
      READ_DATA,
      EXPORT_DATA,
      READ_RAW,
      READ_SYSTEM,
      READ_ACCOUNTS,
      READ_AUDIT,
      UPLOAD_DATA,
      EDIT_MODEL,
      CONFIGURE_SOURCES,
      HANDLE_QUARANTINE,
      REDECODE_DATA,
      DELETE_DATA,
      MANAGE_TOKENS,
      MANAGE_USERS,
      MANAGE_ORGANISATION,
      ADMINISTER_SERVER),
  /** Runs a site or a department: its people and what its machines are called. */
  MANAGER(
      READ_MODEL,
      READ_DATA,
      EXPORT_DATA,
      READ_RAW,
      READ_SYSTEM,
      READ_ACCOUNTS,
      READ_AUDIT,
      UPLOAD_DATA,
      EDIT_MODEL,
      HANDLE_QUARANTINE,
      MANAGE_USERS),
  /** Keeps machines running. */
  TECHNICIAN(
      READ_MODEL, READ_DATA, EXPORT_DATA, READ_RAW, READ_SYSTEM, UPLOAD_DATA, HANDLE_QUARANTINE),
  /** Connects machines and programs. */
  INTEGRATOR(
      READ_MODEL,
      READ_DATA,
      EXPORT_DATA,
      READ_RAW,
      READ_SYSTEM,
      UPLOAD_DATA,
      EDIT_MODEL,
      CONFIGURE_SOURCES,
      HANDLE_QUARANTINE,
      REDECODE_DATA,
      MANAGE_TOKENS),
  /** Checks from outside: an auditor, a regulator. Sees everything, changes nothing. */
  INSPECTOR(READ_MODEL, READ_DATA, EXPORT_DATA, READ_RAW, READ_SYSTEM, READ_ACCOUNTS, READ_AUDIT),
  /** Looks. */
  VIEWER(READ_MODEL, READ_DATA);

  // An unmodifiable set of constants; the check knows Guava's immutable types only.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Action> actions;

  Role(Action first, Action... rest) {
    actions = Collections.unmodifiableSet(EnumSet.of(first, rest));
  }

  /** What the role allows at its place. */
  public Set<Action> actions() {
    return actions;
  }
}
