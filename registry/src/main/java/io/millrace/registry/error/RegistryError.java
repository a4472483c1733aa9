package io.millrace.registry.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong in the registry. */
public enum RegistryError implements ErrorCode {
  /** The thing does not exist in this organisation. */
  REGISTRY_NOT_FOUND(ErrorCategory.NOT_FOUND),
  /** Somebody changed the thing since it was read; read it again and repeat. */
  REGISTRY_STALE(ErrorCategory.CONFLICT),
  /** Something else has this name or key already. */
  REGISTRY_NAME_TAKEN(ErrorCategory.CONFLICT),
  /** The thing is in use, or in a state in which this cannot be done to it. */
  REGISTRY_CONFLICT(ErrorCategory.CONFLICT),
  /** The request contradicts itself or what is known. */
  REGISTRY_INVALID(ErrorCategory.INVALID),
  /** A file or a list is larger than its limit. */
  REGISTRY_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** Another write takes too long; the same request may succeed later. */
  REGISTRY_BUSY(ErrorCategory.TRY_LATER),
  /** The database failed or cannot be reached; nothing was changed. */
  REGISTRY_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
  /** The database was written by a newer program, or is none of ours. */
  REGISTRY_SCHEMA_UNKNOWN(ErrorCategory.UNSUPPORTED),
  /** A stored row is not in a form that this version reads. */
  REGISTRY_ROW_DAMAGED(ErrorCategory.DAMAGED);

  private final ErrorCategory category;

  RegistryError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
