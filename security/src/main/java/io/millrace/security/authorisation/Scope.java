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
 * What a token of a device or a program is for. Names are stored and never change their meaning.
 */
public enum Scope {
  /** Hand over data under the token's source, on the channels of its publish filters. */
  INGEST(Action.INGEST),
  /** Receive what arrives on the channels of its subscribe filters. */
  SUBSCRIBE(Action.SUBSCRIBE),
  /** Read the model, data and counts. */
  READ(READ_MODEL, READ_DATA, EXPORT_DATA, READ_RAW, READ_SYSTEM),
  /** Set up machines: model, sources, mappings, uploads, quarantine. */
  CONFIGURE(
      READ_MODEL, UPLOAD_DATA, EDIT_MODEL, CONFIGURE_SOURCES, HANDLE_QUARANTINE, REDECODE_DATA),
  /** Manage people, tokens, the organisation and the server. */
  ADMINISTER(
      READ_SYSTEM,
      READ_ACCOUNTS,
      READ_AUDIT,
      DELETE_DATA,
      MANAGE_TOKENS,
      MANAGE_USERS,
      MANAGE_ORGANISATION,
      ADMINISTER_SERVER);

  // An unmodifiable set of constants; the check knows Guava's immutable types only.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Action> actions;

  Scope(Action first, Action... rest) {
    actions = Collections.unmodifiableSet(EnumSet.of(first, rest));
  }

  /** What the scope allows at the token's place. */
  public Set<Action> actions() {
    return actions;
  }
}
