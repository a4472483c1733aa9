package io.millrace.model.error;

/**
 * What kind of failure a code stands for, and so what the caller can do about it. Protocol fronts
 * translate the category (HTTP status, MQTT reason code); they never look at single codes.
 */
public enum ErrorCategory {
  /** The request or the data is wrong; sending it again changes nothing. */
  INVALID,
  /** The content type, format or version is one that we do not read. */
  UNSUPPORTED,
  /** The body, record or result is larger than a stated limit. */
  TOO_LARGE,
  /** Nobody is signed in, or the credential is unknown, expired or revoked. */
  UNAUTHENTICATED,
  /** The principal is known and may not do this. */
  FORBIDDEN,
  /** The thing does not exist (or must not be known to exist). */
  NOT_FOUND,
  /** The thing changed meanwhile, or exists already, or is in use. */
  CONFLICT,
  /** A limit on rate or on queued work was met; the same request may succeed later. */
  TRY_LATER,
  /** Storage or a peer failed; nothing was acknowledged; a person may have to act. */
  UNAVAILABLE,
  /** Stored data is damaged; what is readable stays readable. */
  DAMAGED,
  /** A defect of ours. */
  INTERNAL
}
