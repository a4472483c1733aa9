package io.millrace.security.token;

import io.millrace.security.authorisation.Principal;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;

/**
 * The result of checking a token. A value and no exception, since refused tokens come in storms.
 */
public sealed interface TokenCheck {
  /** The token is good. */
  record Accepted(Principal.Token principal) implements TokenCheck {}

  /**
   * The token is not good.
   *
   * @param code why: mistyped, unknown, expired or not looked up
   * @param message a sentence for a person
   */
  record Refused(AccessError code, String message) implements TokenCheck {}

  /**
   * The principal.
   *
   * @throws AccessException with the code and message of the refusal
   */
  default Principal.Token orThrow() {
    return switch (this) {
      case Accepted accepted -> accepted.principal();
      case Refused refused -> throw new AccessException(refused.code(), refused.message());
    };
  }
}
