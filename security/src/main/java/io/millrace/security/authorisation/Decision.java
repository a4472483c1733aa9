package io.millrace.security.authorisation;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;

/** The answer of the authorisation point. */
public enum Decision {
  /** Go on. */
  ALLOWED,
  /** It is not known where the resource belongs. */
  DENIED_CONTEXT_MISSING,
  /** The resource belongs to an organisation in which the principal has no role at all. */
  DENIED_OTHER_ORGANISATION,
  /** The principal's role or scope holds at other sites only. */
  DENIED_OTHER_SITE,
  /** No role of the user allows the action there. */
  DENIED_ROLE,
  /** No scope of the token allows the action. */
  DENIED_SCOPE,
  /** The channel lies outside the token's filters. */
  DENIED_CHANNEL,
  /** The token belongs to another source, or to none. */
  DENIED_SOURCE,
  /** Somebody would give or take away more than they hold themselves. */
  DENIED_BEYOND_OWN,
  /** The action makes no sense for this kind of resource. */
  DENIED_NOT_APPLICABLE;

  /** Whether to go on. */
  public boolean allowed() {
    return this == ALLOWED;
  }

  /**
   * Returns if allowed.
   *
   * @throws AccessException with {@link AccessError#NOT_VISIBLE} where even the existence of the
   *     thing is not the principal's business, else with {@link AccessError#ACTION_DENIED}
   */
  public void orThrow() {
    switch (this) {
      case ALLOWED -> {}
      case DENIED_OTHER_ORGANISATION ->
          throw new AccessException(
              AccessError.NOT_VISIBLE, "There is no such thing, or it is not yours to see.");
      case DENIED_CONTEXT_MISSING ->
          throw denied("It is not known where this belongs, so nobody may do this.");
      case DENIED_OTHER_SITE -> throw denied("Your rights hold at other sites only.");
      case DENIED_ROLE -> throw denied("None of your roles allows this here. Ask an owner.");
      case DENIED_SCOPE -> throw denied("The token has no scope that allows this.");
      case DENIED_CHANNEL -> throw denied("The channel lies outside the token's filters.");
      case DENIED_SOURCE -> throw denied("The token does not speak for this source.");
      case DENIED_BEYOND_OWN ->
          throw denied("Nobody gives or takes away rights that they do not hold themselves.");
      case DENIED_NOT_APPLICABLE -> throw denied("This cannot be done with this kind of thing.");
    }
  }

  private static AccessException denied(String message) {
    return new AccessException(AccessError.ACTION_DENIED, message);
  }
}
