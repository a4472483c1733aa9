package io.millrace.security.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong between a caller and what the caller wants. */
public enum AccessError implements ErrorCode {
  /** The request carries no credential where one is needed. */
  CREDENTIAL_MISSING(ErrorCategory.UNAUTHENTICATED),
  /** The token is not in a token's form, or its checksum does not fit: a typing error. */
  TOKEN_MISTYPED(ErrorCategory.UNAUTHENTICATED),
  /** The token is unknown, or was revoked. */
  TOKEN_UNKNOWN(ErrorCategory.UNAUTHENTICATED),
  /** The token was valid until its expiry. */
  TOKEN_EXPIRED(ErrorCategory.UNAUTHENTICATED),
  /** More unknown tokens arrive than are looked up; a good token may succeed later. */
  TOKEN_CHECK_BUSY(ErrorCategory.TRY_LATER),
  /** The session is unknown, expired or was revoked. */
  SESSION_ENDED(ErrorCategory.UNAUTHENTICATED),
  /** Name and password do not belong together, or the account cannot sign in. */
  SIGN_IN_FAILED(ErrorCategory.UNAUTHENTICATED),
  /** Too many failed attempts; the exception says when the next one is taken. */
  SIGN_IN_LOCKED(ErrorCategory.TRY_LATER),
  /** Too many passwords are being checked at this moment. */
  SIGN_IN_BUSY(ErrorCategory.TRY_LATER),
  /** The one-time link is unknown, used, expired or replaced by a newer one. */
  SETUP_LINK_SPENT(ErrorCategory.UNAUTHENTICATED),
  /** There is an owner already, so no first owner can be made. */
  OWNER_EXISTS(ErrorCategory.CONFLICT),
  /** The change would leave the organisation without an owner. */
  LAST_OWNER(ErrorCategory.CONFLICT),
  /** The new password breaks a rule; the message says which. */
  PASSWORD_REFUSED(ErrorCategory.INVALID),
  /** A login name or another field of an account is not well formed. */
  ACCOUNT_INVALID(ErrorCategory.INVALID),
  /** The login name is taken. */
  LOGIN_TAKEN(ErrorCategory.CONFLICT),
  /** Somebody else changed the account meanwhile. */
  ACCOUNT_CHANGED(ErrorCategory.CONFLICT),
  /** A token's name, scopes, filters or expiry are not well formed. */
  TOKEN_INVALID(ErrorCategory.INVALID),
  /** There are as many users, tokens or sessions as the limits allow. */
  ACCOUNT_LIMIT(ErrorCategory.CONFLICT),
  /** The principal is known and may not do this. */
  ACTION_DENIED(ErrorCategory.FORBIDDEN),
  /** The thing does not exist, or must not be known to exist. */
  NOT_VISIBLE(ErrorCategory.NOT_FOUND),
  /** A page of another site tried to act in the user's name. */
  FORGED_REQUEST(ErrorCategory.FORBIDDEN),
  /** Reading or writing the security tables failed. */
  SECURITY_STORE_FAILED(ErrorCategory.UNAVAILABLE),
  /** The security tables were made by a newer version of Millrace. */
  SECURITY_STORE_TOO_NEW(ErrorCategory.UNAVAILABLE),
  /** A stored hash, grant or audit row is not in a form that this version writes. */
  SECURITY_STORE_DAMAGED(ErrorCategory.DAMAGED);

  private final ErrorCategory category;

  AccessError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
